import { parseSequence } from '../../src/certificate/der.ts'
import type { StampTrouble } from '../../src/core/stamp-trouble.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { parseHex } from '../../src/encoding/hex.ts'
import { element, rebuild } from './der-element.ts'

type Strangers = { readonly certificate: Uint8Array; readonly list: Uint8Array }

// The way to each part of a token (RFC 5652 §5.1, §5.3).
const signedData = [1, 0]
const digests = [...signedData, 1]
const certificates = [...signedData, 3]
const signer = [...signedData, 4, 0]

const attribute = element(0x30, parseHex('06032a0304'), element(0x31, element(0x04, new TextEncoder().encode('later'))))
const sha512 = parseHex('300b0609608648016503040203')

/** A token in which something stands that its signature does not cover: other readers take it. */
export function loosenToken(token: Uint8Array): Uint8Array<ArrayBuffer> {
  return rebuild(token, signer, (parts) => [...parts, element(0xa1, attribute)])
}

/** Everything that can be put into a token, or changed in it, without breaking its signature: what was done, and what is said of it. */
export function looseTokens(
  token: Uint8Array,
  { certificate, list }: Strangers,
): readonly (readonly [string, StampTrouble, Uint8Array<ArrayBuffer>])[] {
  const add = (way: readonly number[], ...more: readonly Uint8Array[]) =>
    rebuild(token, way, (parts) => [...parts, ...more])
  const lastOf = (parts: readonly Uint8Array[]) => parts.at(-1) ?? new Uint8Array()
  const parameters = (way: readonly number[], ...of: readonly Uint8Array[]) =>
    rebuild(token, way, (parts) => [...parts.slice(0, 1), ...of])
  return [
    ['an attribute that nobody signed', 'loose-parts', loosenToken(token)],
    ['no attribute where one that nobody signed could be', 'loose-parts', add(signer, element(0xa1))],
    [
      'a revocation list',
      'loose-parts',
      rebuild(token, signedData, (parts) => [...parts.slice(0, -1), element(0xa1, list), lastOf(parts)]),
    ],
    ['somebody else’s X.509 certificate', 'loose-parts', add(certificates, certificate)],
    ['its X.509 certificate twice', 'loose-parts', rebuild(token, certificates, (parts) => [...parts, lastOf(parts)])],
    ['certificates of another kind', 'loose-parts', add(certificates, element(0xa3, parseHex('06032a0304')))],
    [
      'its certificates twice',
      'loose-parts',
      rebuild(token, signedData, (parts) => [...parts.slice(0, -1), ...parts.slice(3, 4), lastOf(parts)]),
    ],
    ['a digest that nobody used', 'loose-parts', add(digests, sha512)],
    ['no digest', 'unreadable', rebuild(token, digests, () => [])],
    ['another digest alone', 'unreadable', rebuild(token, digests, () => [sha512])],
    ['parameters of its digest', 'unreadable', parameters([...digests, 0], parseHex('0401ff'))],
    ['parameters of its signature', 'unreadable', parameters([...signer, 4], parseHex('0401ff'))],
    ['its digest under another tag', 'unreadable', rebuild(token, digests, ([digest]) => [retagged(digest)])],
    ['two signers', 'unreadable', rebuild(token, [...signedData, 4], (parts) => [...parts, ...parts])],
    ['another version', 'unreadable', rebuild(token, signedData, ([, ...parts]) => [parseHex('020104'), ...parts])],
    ['something behind its parts', 'unreadable', add([], parseHex('0500'))],
    ['something behind its content', 'unreadable', add([...signedData, 2, 1], parseHex('0400'))],
    ['something behind its signature', 'unreadable', add(signer, parseHex('0500'))],
    ['an identifier with a zero before it', 'unreadable', withPaddedIdentifier(token)],
    ['a number of its signature that is too large', 'unreadable', withLargeNumber(token)],
    ['lengths of no known end', 'unreadable', withoutLength(token)],
  ]
}

function retagged(sequence: Uint8Array = new Uint8Array(1)): Uint8Array {
  return concatBytes(Uint8Array.of(0xb0), sequence.subarray(1))
}

function withPaddedIdentifier(token: Uint8Array): Uint8Array<ArrayBuffer> {
  return rebuild(token, [...digests, 0], ([identifier, ...rest]) => {
    const [first = 0, ...others] =
      parseSequence(element(0x30, identifier ?? new Uint8Array())).children[0]?.contents ?? []
    return [element(0x06, Uint8Array.of(first, 0x80, ...others)), ...rest]
  })
}

/** r and 2^256 together: whoever cuts numbers to the size of the curve takes it for r. */
function withLargeNumber(token: Uint8Array): Uint8Array<ArrayBuffer> {
  return rebuild(token, signer, (parts) => {
    const [r, s] = parseSequence(
      parseSequence(element(0x30, parts.at(-1) ?? new Uint8Array())).children[0]?.contents ?? new Uint8Array(),
    ).children
    if (!r || !s) throw new Error('the authority of the test signs with ECDSA')
    const digits = r.contents.slice(r.contents[0] === 0 ? 1 : 0)
    const large = concatBytes(Uint8Array.of(1), new Uint8Array(32 - digits.length), digits)
    return [...parts.slice(0, -1), element(0x04, element(0x30, element(0x02, large), s.whole))]
  })
}

/** The same in BER (X.690 §8.1.3.6). */
function withoutLength(token: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(parseHex('3080'), token.subarray(4), parseHex('0000'))
}
