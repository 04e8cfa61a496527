import 'reflect-metadata'
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  Extension,
  ExtendedKeyUsageExtension,
  GeneralName,
  type JsonNameParams,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  X509Crl,
  X509CrlGenerator,
  X509CrlReason,
} from '@peculiar/x509'
import { fromBER, GeneralizedTime, Integer } from 'asn1js'
import { Malformed } from '../encoding/malformed.ts'

const es256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** What a leaf is for: pdfsig wants the first one, and PDF readers the second. */
export const purposes = { emailProtection: '1.3.6.1.5.5.7.3.4', documentSigning: '1.3.6.1.5.5.7.3.36' }

/** Whom an X.509 certificate names. A demonstration says so in the subject, since a reader shows nothing else of it. */
export type Subject = { readonly custodian: string; readonly demonstration: boolean }

/** Serial in hex, positive, at most 20 bytes (RFC 5280 §4.1.2.2), and the days of validity. Chance and clock are the caller's. */
export type Term = { readonly serial: string; readonly notBefore: Date; readonly notAfter: Date }

/** The root that signs leaves and revocation lists, and where both are published over plain http. */
export type Root = {
  readonly der: Uint8Array
  readonly key: CryptoKey
  readonly address: string
  readonly revoked: string
}

/** A self-signed ECDSA P-256 root as `certificate.md` §6 asks for it: DER (RFC 5280). */
export async function makeRoot(keys: CryptoKeyPair, subject: Subject, term: Term): Promise<Uint8Array<ArrayBuffer>> {
  const root = await X509CertificateGenerator.createSelfSigned({
    keys,
    name: nameOf(subject, 'Certificate seal root'),
    ...termOf(term),
    signingAlgorithm: es256,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return new Uint8Array(root.rawData)
}

/** A leaf for the seal key, signed by the root (`certificate.md` §6): DER. */
export async function makeLeaf(
  publicKey: CryptoKey,
  root: Root,
  subject: Subject,
  term: Term,
): Promise<Uint8Array<ArrayBuffer>> {
  const issuer = new X509Certificate(Uint8Array.from(root.der))
  const leaf = await X509CertificateGenerator.create({
    publicKey,
    signingKey: root.key,
    subject: nameOf(subject, 'Certificate seal'),
    issuer: issuer.subjectName,
    ...termOf(term),
    signingAlgorithm: es256,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
      // pdfsig trusts a chain only where emailProtection stands beside documentSigning, or nothing does.
      new ExtendedKeyUsageExtension([purposes.emailProtection, purposes.documentSigning], false),
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      new CRLDistributionPointsExtension([root.revoked]),
      new AuthorityInfoAccessExtension({ caIssuers: [new GeneralName('url', root.address)] }),
    ],
  })
  return new Uint8Array(leaf.rawData)
}

/** Why a leaf is revoked, in the words of RFC 5280 §5.3.1. */
export const revocationReasons = ['keyCompromise', 'affiliationChanged', 'superseded', 'cessationOfOperation'] as const

/**
 * A leaf that was revoked: serial in hex, when the root's keepers said so, and since when its key is not to be trusted
 * (RFC 5280 §5.3.2). A reason is always given: without one the library writes an empty list of extensions.
 */
export type Revocation = {
  readonly serial: string
  readonly revokedOn: Date
  readonly reason: (typeof revocationReasons)[number]
  readonly invalidSince: Date
}

/** When a revocation list was made, by when the next one comes, its number, one more than the last one's, and all that was ever revoked. */
export type Issue = {
  readonly number: number
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  readonly revocations: readonly Revocation[]
}

/** The root's revocation list (RFC 5280 §5): DER. It says that what expires stays listed (X.509 expiredCertsOnCRL). */
export async function makeRevocationList(
  root: Root,
  { number, thisUpdate, nextUpdate, revocations }: Issue,
): Promise<Uint8Array<ArrayBuffer>> {
  const issuer = new X509Certificate(Uint8Array.from(root.der))
  const list = await X509CrlGenerator.create({
    issuer: issuer.subjectName,
    thisUpdate,
    nextUpdate,
    entries: revocations.map(({ serial, revokedOn, reason, invalidSince }) => ({
      serialNumber: assureSerial(serial),
      revocationDate: revokedOn,
      reason: X509CrlReason[reason],
      invalidity: invalidSince,
    })),
    signingKey: root.key,
    signingAlgorithm: es256,
    extensions: [
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      new Extension('2.5.29.20', false, new Integer({ value: number }).toBER()),
      new Extension('2.5.29.60', false, new GeneralizedTime({ valueDate: issuer.notBefore }).toBER()),
    ],
  })
  return new Uint8Array(list.rawData)
}

/** The serial of a certificate in hex, as a revocation list names it. */
export function readSerial(der: Uint8Array): string {
  return new X509Certificate(Uint8Array.from(der)).serialNumber
}

/** What a revocation list of ours says: its number, and what is on it. One that is not ours is a defect of whoever brings it. */
export function readRevocationList(der: Uint8Array): Pick<Issue, 'number' | 'revocations'> {
  const list = new X509Crl(Uint8Array.from(der))
  const { result: number } = fromBER(list.getExtension('2.5.29.20')?.value ?? new ArrayBuffer())
  if (!(number instanceof Integer)) throw new Malformed('malformed revocation list')
  return {
    number: number.valueBlock.valueDec,
    revocations: list.entries.map(({ serialNumber, revocationDate, reason, invalidity }) => {
      const named = revocationReasons.find((one) => X509CrlReason[one] === reason)
      if (!named || !invalidity) throw new Malformed('malformed revocation list')
      return { serial: serialNumber, revokedOn: revocationDate, reason: named, invalidSince: invalidity }
    }),
  }
}

function nameOf({ custodian, demonstration }: Subject, role: string): Name {
  const unit = demonstration ? [{ OU: [{ utf8String: 'DEMONSTRATION' }] }] : []
  const common = demonstration ? `DEMONSTRATION ${role.toLowerCase()}` : role
  const parts: JsonNameParams = [{ O: [{ utf8String: custodian }] }, ...unit, { CN: [{ utf8String: common }] }]
  return new Name(parts)
}

function termOf({ serial, notBefore, notAfter }: Term): { serialNumber: string; notBefore: Date; notAfter: Date } {
  return { serialNumber: assureSerial(serial), notBefore, notAfter }
}

/** The library draws a serial of its own where none is given, and takes one that is negative or not minimal as it stands. */
function assureSerial(serial: string): string {
  if (!/^(?!00)[0-7][0-9a-f](?:[0-9a-f]{2}){0,19}$/.test(serial)) throw new Malformed('malformed serial')
  return serial
}
