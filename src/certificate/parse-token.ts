import { TSTInfo, TSTInfoVersion } from '@peculiar/asn1-tsp'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'
import { formatHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { parseSequence, partsOf, type Element } from './der.ts'
import { parseAsn1 } from './parse-asn1.ts'
import { parseLatin1 } from './read-file.ts'
import { parseX509Certificate, type X509 } from './x509-chain.ts'

/** A time-stamp token, taken apart and not judged. */
export type Token = {
  readonly whole: Uint8Array<ArrayBuffer>
  readonly info: TSTInfo
  /** The bytes of the TSTInfo, which are what is signed. */
  readonly content: Uint8Array<ArrayBuffer>
  readonly certificates: readonly X509[]
  readonly signer: TokenSigner
  /** Whether it brings, beside X.509 certificates, anything that its signature does not cover and nobody needs. */
  readonly isLoose: boolean
}

/** The one SignerInfo (RFC 5652 §5.3): whom it names, what it signed over and with which algorithms. */
export type TokenSigner = {
  readonly issuer: Uint8Array<ArrayBuffer>
  readonly serial: Uint8Array<ArrayBuffer>
  readonly digest: string
  /** As they stand in it, under the tag A0. */
  readonly attributes: Element
  readonly algorithm: string
  readonly signature: Uint8Array<ArrayBuffer>
}

/** Takes a token apart: DER of a ContentInfo with SignedData over a TSTInfo, with one signer (RFC 3161 §2.4.2). */
export function parseToken(token: Uint8Array): Token {
  const whole = parseSequence(token)
  const [type, explicit] = partsOf(whole, 0x06, 0xa0)
  const [signedData] = explicit ? partsOf(explicit, 0x30) : []
  const required = signedData?.children.filter(({ tag }) => tag < 0xa0)
  if (!signedData || !required || idOf(type) !== ids.signedData) throw malformed()
  const [version, digests, encapsulated, signers] = partsOf(
    { ...signedData, children: required },
    0x02,
    0x31,
    0x30,
    0x31,
  )
  const [contentType, octets] = encapsulated ? partsOf(encapsulated, 0x06, 0xa0) : []
  const [content] = octets ? partsOf(octets, 0x04) : []
  const [signer] = signers ? partsOf(signers, 0x30) : []
  if (!content || !signer || idOf(contentType) !== ids.tstInfo || numberOf(version) !== 3) throw malformed()
  const named = parseSigner(signer)
  if (!digests?.children.some((digest) => algorithmOf(digest) === named.digest)) throw malformed()
  // Certificates are the one part beside these that has a use; lists of revoked ones have their place in the file.
  const others = signedData.children.filter(({ tag }) => tag >= 0xa0)
  const certificates = others.find(({ tag }) => tag === 0xa0)?.children ?? []
  if (certificates.length > mostCertificates) throw malformed()
  const known = certificates.filter(({ tag }) => tag === 0x30)
  return {
    whole: whole.whole,
    info: parseInfo(content.contents),
    content: content.contents,
    certificates: known.map((one) => parseX509Certificate(one.whole)),
    signer: named,
    isLoose:
      others.length > 1 ||
      others.some(({ tag }) => tag !== 0xa0) ||
      known.length < certificates.length ||
      digests.children.length > 1 ||
      signer.children.some(({ tag }) => tag === unsignedAttributes),
  }
}

function parseInfo(content: Uint8Array): TSTInfo {
  const time = parseSequence(content).children.find(({ tag }) => tag === 0x18)
  const info = parseAsn1(content, TSTInfo)
  const isKnown = info.version === TSTInfoVersion.v1 && !info.extensions?.some(({ critical }) => critical)
  // RFC 3161 §2.4.2: in UTC, with seconds. The library reads other times as those of this machine.
  if (!isKnown || !time || !/^\d{14}(\.\d{1,9})?Z$/.test(parseLatin1(time.contents))) throw malformed()
  return info
}

function parseSigner(signer: Element): TokenSigner {
  const children = signer.children.filter(({ tag }) => tag !== unsignedAttributes)
  const tags = [0x02, 0x30, 0x30, 0xa0, 0x30, 0x04]
  const [version, sid, digest, attributes, algorithm, signature] = partsOf({ ...signer, children }, ...tags)
  const [issuer, serial] = sid ? partsOf(sid, 0x30, 0x02) : []
  if (!issuer || !serial || !digest || !attributes || !algorithm || !signature || numberOf(version) !== 1)
    throw malformed()
  return {
    issuer: issuer.whole,
    serial: serial.contents,
    digest: algorithmOf(digest),
    attributes,
    algorithm: algorithmOf(algorithm),
    signature: signature.contents,
  }
}

/** The object identifier of an algorithm, in dotted form; none of ours has parameters, save that RSA and digests may say NULL. */
export function algorithmOf(element: Element): string {
  const [, parameters, ...others] = element.children
  if (element.tag !== 0x30 || others.length > 0 || (parameters && formatHex(parameters.whole) !== '0500'))
    throw malformed()
  return parseAsn1(element.whole, AlgorithmIdentifier).algorithm
}

/** The contents of an object identifier, in hex. */
export function idOf(element: Element | undefined): string | undefined {
  return element?.tag === 0x06 ? formatHex(element.contents) : undefined
}

/** An integer of one byte. */
function numberOf(element: Element | undefined): number | undefined {
  return element?.contents.length === 1 ? element.contents[0] : undefined
}

const malformed = (): Malformed => new Malformed('malformed time-stamp')
const ids = { signedData: '2a864886f70d010702', tstInfo: '2a864886f70d0109100104' }
const unsignedAttributes = 0xa1
// The chain of an authority has three or four.
const mostCertificates = 20
