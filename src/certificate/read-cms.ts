import { ContentInfo, SignedData } from '@peculiar/asn1-cms'
import { ECDSASigValue } from '@peculiar/asn1-ecc'
import { AsnConvert } from '@peculiar/asn1-schema'
import { Certificate } from '@peculiar/asn1-x509'
import { concatBytes, equalBytes } from '../encoding/bytes.ts'
import { Malformed } from '../encoding/malformed.ts'
import { formatEcdsaSignature } from './cms.ts'

/** What a seal's CMS brings: its leaf and the certificate above it, in DER, and the signature as r‖s. */
export type FoundCms = {
  readonly leaf: Uint8Array<ArrayBuffer>
  readonly issuer: Uint8Array<ArrayBuffer>
  readonly signature: Uint8Array<ArrayBuffer>
}

/** What an X.509 certificate says, as far as a seal needs it, and what its issuer signed. */
export type FoundX509 = {
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly notBefore: Date
  readonly notAfter: Date
  readonly signed: Uint8Array<ArrayBuffer>
  /** r‖s. */
  readonly signature: Uint8Array<ArrayBuffer>
}

/**
 * Finds the parts of a CMS that cannot be computed (RFC 5652): two X.509 certificates and one signature. Everything else is
 * judged by making the CMS again from them.
 */
export function parseCms(cms: Uint8Array): FoundCms {
  return unlessForeign(() => {
    const content = AsnConvert.parse(AsnConvert.parse(Uint8Array.from(cms), ContentInfo).content, SignedData)
    const [signer, ...others] = content.signerInfos
    const found = (content.certificates ?? []).flatMap(({ certificate }) => (certificate ? [certificate] : []))
    const serial = signer?.sid.issuerAndSerialNumber?.serialNumber
    if (!signer || !serial || others.length > 0 || found.length !== 2) throw malformed()
    const isLeaf = ({ tbsCertificate }: Certificate) =>
      equalBytes(new Uint8Array(tbsCertificate.serialNumber), new Uint8Array(serial))
    const [leaf, issuer] = [found.find(isLeaf), found.find((one) => !isLeaf(one))]
    if (!leaf || !issuer) throw malformed()
    const signature = parseEcdsaSignature(new Uint8Array(signer.signature.buffer))
    return { leaf: formatDer(leaf), issuer: formatDer(issuer), signature }
  })
}

/** The parts of an X.509 certificate (RFC 5280 §4.1). */
export function parseX509(der: Uint8Array): FoundX509 {
  return unlessForeign(() => {
    const { tbsCertificate, signatureValue } = AsnConvert.parse(Uint8Array.from(der), Certificate)
    const { subjectPublicKeyInfo, validity } = tbsCertificate
    return {
      publicKey: formatDer(subjectPublicKeyInfo),
      notBefore: validity.notBefore.getTime(),
      notAfter: validity.notAfter.getTime(),
      signed: formatDer(tbsCertificate),
      signature: parseEcdsaSignature(new Uint8Array(signatureValue)),
    }
  })
}

/** r‖s of a signature in DER (RFC 3279 §2.2.3); what it is the DER of, and nothing else, prints back. */
function parseEcdsaSignature(der: Uint8Array): Uint8Array<ArrayBuffer> {
  const { r, s } = AsnConvert.parse(Uint8Array.from(der), ECDSASigValue)
  const signature = concatBytes(padInteger(new Uint8Array(r)), padInteger(new Uint8Array(s)))
  if (!equalBytes(formatEcdsaSignature(signature), der)) throw malformed()
  return signature
}

/** The digits of an INTEGER without sign in so many bytes. */
export function padInteger(digits: Uint8Array, length = 32): Uint8Array {
  const short = digits.subarray(-length)
  return concatBytes(new Uint8Array(length - short.length), short)
}

function formatDer(value: object): Uint8Array<ArrayBuffer> {
  return new Uint8Array(AsnConvert.serialize(value))
}

/** The library throws kinds of its own, and so does JavaScript at numbers beyond it. */
function unlessForeign<Value>(parse: () => Value): Value {
  try {
    return parse()
  } catch (cause) {
    throw new Malformed('malformed seal', { cause })
  }
}

const malformed = (): Malformed => new Malformed('malformed seal')
