import { equalBytes } from '../../src/encoding/bytes.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { sha256 } from '../../src/encoding/sha256.ts'

/** A seal as it stands in a file: what it covers, its CMS cut to its length, and its dictionary's text. */
export type Seal = {
  readonly range: readonly [number, number, number, number]
  readonly signed: Uint8Array<ArrayBuffer>
  readonly cms: Uint8Array<ArrayBuffer>
  readonly dictionary: string
}

/** Finds the one seal of a file. It trusts nothing but the range, which it holds against the file. */
export function readSeal(pdf: Uint8Array): Seal {
  const text = latin1(pdf)
  const found = [...text.matchAll(/\/ByteRange \[(\d+) +(\d+) +(\d+) +(\d+) *\]/g)]
  const [, ...numbers] = found[0] ?? []
  const [zero, gap, gapEnd, rest] = numbers.map(Number)
  if (found.length !== 1 || zero !== 0 || gap === undefined || gapEnd === undefined || rest === undefined) {
    throw new Malformed('malformed seal')
  }
  const [, hex] = /^<([0-9a-f]+)>$/.exec(text.slice(gap, gapEnd)) ?? []
  if (hex === undefined || gapEnd + rest !== pdf.length) throw new Malformed('malformed seal')
  const padded = Uint8Array.from(Buffer.from(hex, 'hex'))
  const start = text.lastIndexOf('<< /Type /Sig ', gap)
  return {
    range: [0, gap, gapEnd, rest],
    signed: Uint8Array.from(Buffer.concat([pdf.subarray(0, gap), pdf.subarray(gapEnd)])),
    cms: padded.slice(0, derLength(padded)),
    dictionary: text.slice(start, gap) + text.slice(gapEnd, text.indexOf('endobj', gapEnd)),
  }
}

/** Whether the seal holds, by WebCrypto and the three attributes alone: no library that made it has a say. */
export async function isSealed(pdf: Uint8Array, publicKey: CryptoKey): Promise<boolean> {
  try {
    const { signed, cms } = readSeal(pdf)
    const { attributes, signature } = readSigner(cms)
    const digest = attributes.find(({ oid }) => oid === messageDigest)?.value
    if (!digest || !equalBytes(digest, sha256(signed))) return false
    const message = Buffer.concat(attributes.map(({ der }) => der))
    const set = Buffer.concat([Uint8Array.of(0x31), derLengthBytes(message.length), message])
    return await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, publicKey, signature, Uint8Array.from(set))
  } catch (cause) {
    if (cause instanceof Malformed) return false
    throw cause
  }
}

type Signer = {
  readonly attributes: readonly { readonly oid: string; readonly der: Uint8Array; readonly value: Uint8Array }[]
  readonly signature: Uint8Array<ArrayBuffer>
}

/** The one SignerInfo of a CMS: its signed attributes as encoded, and r‖s of its signature. */
export function readSigner(cms: Uint8Array): Signer {
  const signedData = children(children(node(cms, 0))[1])[0]
  const infos = children(children(signedData).at(-1))
  if (infos.length !== 1) throw new Malformed('malformed seal')
  const [, , , attributes, , signature] = children(infos[0])
  if (attributes?.tag !== 0xa0 || signature?.tag !== 0x04) throw new Malformed('malformed seal')
  const [r, s] = children(node(signature.content, 0)).map(({ content }) => pad(content))
  return {
    attributes: children(attributes).map((each) => {
      const [oid, set] = children(each)
      const value = children(set)[0]
      return {
        oid: Buffer.from(oid?.content ?? []).toString('hex'),
        der: each.der,
        value: value?.content ?? new Uint8Array(),
      }
    }),
    signature: Uint8Array.from([...(r ?? []), ...(s ?? [])]),
  }
}

/** DER content of the object identifiers of the three signed attributes, in hex. */
export const contentType = '2a864886f70d010903'
export const messageDigest = '2a864886f70d010904'
export const signingCertificateV2 = '2a864886f70d010910022f'

type Node = { readonly tag: number; readonly der: Uint8Array; readonly content: Uint8Array }

function children(parent: Node | undefined): Node[] {
  if (!parent) throw new Malformed('malformed seal')
  const nodes: Node[] = []
  for (let at = 0; at < parent.content.length; at += nodes.at(-1)?.der.length ?? 0) nodes.push(node(parent.content, at))
  return nodes
}

function node(bytes: Uint8Array, at: number): Node {
  const rest = bytes.subarray(at)
  const length = derLength(rest)
  const [tag, first = 0] = rest
  if (tag === undefined || length > rest.length) throw new Malformed('malformed seal')
  return { tag, der: rest.slice(0, length), content: rest.slice(2 + (first < 0x80 ? 0 : first & 0x7f), length) }
}

/** How long the DER value at the start of these bytes is, header included. */
function derLength(bytes: Uint8Array): number {
  const [, first = 0] = bytes
  if (first < 0x80) return 2 + first
  const count = first & 0x7f
  return 2 + count + bytes.subarray(2, 2 + count).reduce((length, byte) => length * 256 + byte, 0)
}

function derLengthBytes(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  return length < 0x100 ? Uint8Array.of(0x81, length) : Uint8Array.of(0x82, length >> 8, length & 0xff)
}

function pad(integer: Uint8Array): Uint8Array {
  const whole = new Uint8Array(32)
  const digits = integer.length > 32 ? integer.subarray(integer.length - 32) : integer
  whole.set(digits, 32 - digits.length)
  return whole
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
