import { ECDSASigValue } from '@peculiar/asn1-ecc'
import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509'
import * as asn1js from 'asn1js'
import { equalBytes } from '../encoding/bytes.ts'
import { sha256 } from '../encoding/sha256.ts'
import { parseLatin1 } from './read-file.ts'
import type { Sealer } from './sealer.ts'

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
}

// RFC 5758 §3.2 leaves the parameters out, RFC 4055 §5 asks for NULL.
const algorithms = {
  ES256: () => new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' }),
  RS256: () => new AlgorithmIdentifier({ algorithm: '1.2.840.113549.1.1.11', parameters: null }),
}

// Two INTEGERs of 33 bytes in a SEQUENCE.
const longestEs256 = 72

/** The CMS of a sealer, before the digest is known: how long it is at most, and how it is made. */
export type OpenCms = {
  readonly longest: number
  readonly make: (digest: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>
}

// What is the same in every seal of a sealer, kept for as long as the sealer is.
const opened = new WeakMap<Sealer, OpenCms>()

/**
 * The detached CMS of a PAdES B-B seal over a SHA-256 digest: one ContentInfo in DER (EN 319 142-1 §6.3, RFC 5652, RFC 5035).
 * It has exactly three signed attributes and no signing-time: the claimed time is the signature dictionary's `/M`.
 */
export function openCms(sealer: Sealer): OpenCms {
  const known = opened.get(sealer)
  if (known) return known
  const made = makeOpenCms(sealer)
  opened.set(sealer, made)
  return made
}

function makeOpenCms({ algorithm, chain, sign }: Sealer): OpenCms {
  const { leaf, certificates } = parseChain(chain)
  const attributes = makeSignedAttributes(new Uint8Array(32), leaf)
  const signed = formatSignedAttributes(attributes)
  const other = formatSignedAttributes(makeSignedAttributes(new Uint8Array(32).fill(0xff), leaf))
  const hole = signed.findIndex((byte, n) => byte !== other[n])

  const formatForm = (length: number): Form => {
    const bytes = formatCms({ leaf, certificates, attributes }, algorithm, new Uint8Array(length))
    // The attributes hold the digest of the leaf, and are longer than what follows them: their last place is their own.
    const start = parseLatin1(bytes).lastIndexOf(parseLatin1(signed.subarray(1)))
    return { bytes, digest: start - 1 + hole, signature: bytes.length - length }
  }
  // The library takes many times as long for one as a signature does, and the length alone makes a difference.
  const forms = new Map<number, Form>()
  const findForm = (length: number): Form => {
    const form = forms.get(length) ?? formatForm(length)
    forms.set(length, form)
    return form
  }
  // An RSA signature is as long as the modulus, which the public key holds.
  const key = leaf.certificate.tbsCertificate.subjectPublicKeyInfo.subjectPublicKey.byteLength
  return {
    longest: findForm(algorithm === 'ES256' ? longestEs256 : key).bytes.length,
    async make(digest) {
      const message = signed.slice()
      message.set(digest, hole)
      const value = await sign(message)
      const signature = algorithm === 'ES256' ? formatEcdsaSignature(value) : value
      const form = findForm(signature.length)
      const cms = form.bytes.slice()
      cms.set(digest, form.digest)
      cms.set(signature, form.signature)
      return cms
    },
  }
}

/** A CMS for signatures of one length, and where in it digest and signature go. */
type Form = { readonly bytes: Uint8Array<ArrayBuffer>; readonly digest: number; readonly signature: number }

/**
 * DER of r‖s (RFC 3279 §2.2.3). An INTEGER is as short as can be: all leading zeros go, and one comes back where the high bit
 * would read as a sign.
 */
export function formatEcdsaSignature(signature: Uint8Array): Uint8Array<ArrayBuffer> {
  if (signature.length !== 64) throw new Error('an ES256 signature is r and s, 64 bytes')
  const [r, s] = [formatInteger(signature.subarray(0, 32)), formatInteger(signature.subarray(32))]
  return new Uint8Array(AsnConvert.serialize(new ECDSASigValue({ r, s })))
}

/** The bytes that are signed: a DER SET OF (tag 31), where SignerInfo has the same content under A0 (RFC 5652 §5.4). */
function formatSignedAttributes(attributes: readonly Attribute[]): Uint8Array<ArrayBuffer> {
  const value = attributes.map((attribute) => asn1js.fromBER(AsnConvert.serialize(attribute)).result)
  return new Uint8Array(new asn1js.Set({ value }).toBER())
}

type Leaf = { readonly der: Uint8Array; readonly certificate: Certificate }

type Sealed = {
  readonly leaf: Leaf
  readonly certificates: readonly CertificateChoices[]
  readonly attributes: readonly Attribute[]
}

function parseChain(chain: readonly Uint8Array[]): Pick<Sealed, 'leaf' | 'certificates'> {
  const parsed = chain.map((der) => ({ der, certificate: AsnConvert.parse(Uint8Array.from(der), Certificate) }))
  const [leaf] = parsed
  if (!leaf) throw new Error('a sealer has a chain')
  for (const { der, certificate } of parsed) {
    // A digest of the leaf is signed: what readers find inside has to be the same bytes.
    if (!equalBytes(new Uint8Array(AsnConvert.serialize(certificate)), der))
      throw new Error('an X.509 certificate is not DER')
  }
  const certificates = parsed
    .toSorted((a, b) => compareBytes(a.der, b.der))
    .map(({ certificate }) => new CertificateChoices({ certificate }))
  return { leaf, certificates }
}

function makeSignedAttributes(digest: Uint8Array, leaf: Leaf): readonly Attribute[] {
  return sortAttributes([
    makeAttribute(oids.contentType, new asn1js.ObjectIdentifier({ value: oids.data })),
    makeAttribute(oids.messageDigest, new asn1js.OctetString({ valueHex: Uint8Array.from(digest) })),
    makeAttribute(oids.signingCertificateV2, makeSigningCertificate(leaf)),
  ])
}

/** SigningCertificateV2 (RFC 5035 §3) with one ESSCertIDv2. SHA-256 is the DEFAULT of hashAlgorithm, so DER leaves it out. */
function makeSigningCertificate({ der, certificate }: Leaf): asn1js.Sequence {
  const { issuer, serialNumber } = certificate.tbsCertificate
  const directoryName = new asn1js.Constructed({
    idBlock: { tagClass: 3, tagNumber: 4 },
    value: [asn1js.fromBER(AsnConvert.serialize(issuer)).result],
  })
  const issuerSerial = new asn1js.Sequence({
    value: [new asn1js.Sequence({ value: [directoryName] }), new asn1js.Integer({ valueHex: serialNumber })],
  })
  const certId = new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: sha256(der) }), issuerSerial] })
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [certId] })] })
}

function formatCms(
  { leaf, certificates, attributes }: Sealed,
  algorithm: Sealer['algorithm'],
  signature: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const { issuer, serialNumber } = leaf.certificate.tbsCertificate
  const signer = new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithm: oids.sha256 }),
    signedAttrs: [...attributes],
    signatureAlgorithm: algorithms[algorithm](),
    signature: new OctetString(Uint8Array.from(signature)),
  })
  const signed = new SignedData({
    version: CMSVersion.v1,
    digestAlgorithms: new DigestAlgorithmIdentifiers([new AlgorithmIdentifier({ algorithm: oids.sha256 })]),
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oids.data }),
    certificates: new CertificateSet([...certificates]),
    signerInfos: new SignerInfos([signer]),
  })
  const whole = new ContentInfo({ contentType: oids.signedData, content: AsnConvert.serialize(signed) })
  return new Uint8Array(AsnConvert.serialize(whole))
}

function makeAttribute(attrType: string, value: asn1js.BaseBlock): Attribute {
  return new Attribute({ attrType, attrValues: [value.toBER()] })
}

/** DER orders a SET OF by its encoded elements (X.690 §11.6); the library writes them as they come. */
function sortAttributes(attributes: readonly Attribute[]): Attribute[] {
  return attributes
    .map((attribute) => ({ attribute, der: new Uint8Array(AsnConvert.serialize(attribute)) }))
    .toSorted((a, b) => compareBytes(a.der, b.der))
    .map(({ attribute }) => attribute)
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, n) => byte !== b[n])
  return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1)
}

function formatInteger(bytes: Uint8Array): ArrayBuffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  if (first === -1) throw new Error('an ES256 signature has no zero in it')
  const digits = bytes.subarray(first)
  const padding = (digits[0] ?? 0) >= 0x80 ? [0] : []
  return Uint8Array.from([...padding, ...digits]).buffer
}
