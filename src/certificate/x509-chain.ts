import { BasicConstraints, Certificate, ExtendedKeyUsage, KeyUsage, KeyUsageFlags } from '@peculiar/asn1-x509'
import { equalBytes } from '../encoding/bytes.ts'
import { Malformed } from '../encoding/malformed.ts'
import { parseSigned } from './der.ts'
import { parseAsn1 } from './parse-asn1.ts'
import { verifySignature } from './verify-signature.ts'

/** An X.509 certificate: all its bytes, some of them, and what they say. */
export type X509 = {
  readonly der: Uint8Array<ArrayBuffer>
  readonly signed: Uint8Array<ArrayBuffer>
  readonly serial: Uint8Array<ArrayBuffer>
  readonly issuer: Uint8Array<ArrayBuffer>
  readonly subject: Uint8Array<ArrayBuffer>
  /** SubjectPublicKeyInfo. */
  readonly key: Uint8Array<ArrayBuffer>
  readonly certificate: Certificate
}

/** Reads an X.509 certificate (RFC 5280 §4.1). */
export function parseX509Certificate(der: Uint8Array): X509 {
  const { content } = parseSigned(der)
  const [serial, , issuer, , subject, key] = content.children.filter(({ tag }) => tag !== 0xa0)
  if (!serial || !issuer || !subject || !key) throw new Malformed('malformed X.509 certificate')
  return {
    der: Uint8Array.from(der),
    signed: content.whole,
    serial: serial.contents,
    issuer: issuer.whole,
    subject: subject.whole,
    key: key.whole,
    certificate: parseAsn1(der, Certificate),
  }
}

/** Whether this key is for time-stamps and nothing else (RFC 3161 §2.3). */
export function isTimeStamper(x509: X509): boolean {
  const extension = findExtension(x509, oids.extendedKeyUsage)
  const [purpose, ...others] = extension ? parseAsn1(extension.value, ExtendedKeyUsage) : []
  const usage = keyUsageOf(x509)
  const maySign = usage === undefined || (usage & (KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)) !== 0
  return extension?.critical === true && purpose === oids.timeStamping && others.length === 0 && maySign
}

/** What a chain is made of beside its leaf, and the moment at which all of it has to count, in milliseconds since 1970. */
export type Ground = { readonly pool: readonly X509[]; readonly anchor: X509; readonly at: number }

/**
 * The way from an X.509 certificate up to the anchor, both in it, through those that came with it; none where there is none,
 * or where one of them did not count at that moment (RFC 5280 §6.1, any policy, without revocation).
 */
export async function findChain(leaf: X509, { pool, anchor, at }: Ground): Promise<readonly X509[] | undefined> {
  const chain = [leaf]
  for (let last = leaf; !equalBytes(last.der, anchor.der);) {
    const issuer = await findIssuer([anchor, ...pool], last, chain)
    if (!issuer) return undefined
    chain.push(issuer)
    last = issuer
  }
  return chain.every((one) => isInDate(one, at) && !hasUnknownCritical(one)) ? chain : undefined
}

/** The first that signed, the anchor before all others: trying every way would let a stranger keep us busy. */
async function findIssuer(among: readonly X509[], last: X509, chain: readonly X509[]): Promise<X509 | undefined> {
  for (const one of among) {
    if (!chain.includes(one) && mayIssue(one, last, chain.length - 1) && (await isSignedBy(last, one))) return one
  }
  return undefined
}

/** Whether one may have issued another, with so many authorities between it and the leaf. */
function mayIssue(issuer: X509, subject: X509, below: number): boolean {
  const constraints = findExtension(issuer, oids.basicConstraints)
  const { cA, pathLenConstraint = Infinity } = parseAsn1(constraints?.value ?? emptySequence, BasicConstraints)
  const usage = keyUsageOf(issuer)
  const purposes = findExtension(issuer, oids.extendedKeyUsage)
  const isOther = purposes && !parseAsn1(purposes.value, ExtendedKeyUsage).some((one) => forStamping.includes(one))
  const maySign = usage === undefined || (usage & KeyUsageFlags.keyCertSign) !== 0
  return cA && below <= pathLenConstraint && maySign && !isOther && equalBytes(subject.issuer, issuer.subject)
}

function isSignedBy({ signed, certificate }: X509, issuer: X509): Promise<boolean> {
  return verifySignature(issuer.key, {
    message: signed,
    signature: new Uint8Array(certificate.signatureValue),
    algorithm: certificate.signatureAlgorithm.algorithm,
  })
}

function isInDate({ certificate }: X509, at: number): boolean {
  const { notBefore, notAfter } = certificate.tbsCertificate.validity
  return notBefore.getTime().getTime() <= at && at <= notAfter.getTime().getTime()
}

/** RFC 5280 §4.2: whoever does not know a critical extension must not trust what has it. */
function hasUnknownCritical({ certificate }: X509): boolean {
  const extensions = certificate.tbsCertificate.extensions ?? []
  return extensions.some(({ critical, extnID }) => critical && !known.includes(extnID))
}

function findExtension({ certificate }: X509, oid: string): { critical: boolean; value: Uint8Array } | undefined {
  const found = certificate.tbsCertificate.extensions?.find(({ extnID }) => extnID === oid)
  return found && { critical: found.critical, value: new Uint8Array(found.extnValue.buffer) }
}

function keyUsageOf(x509: X509): number | undefined {
  const extension = findExtension(x509, oids.keyUsage)
  return extension && parseAsn1(extension.value, KeyUsage).toNumber()
}

const oids = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  policies: '2.5.29.32',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  anyPurpose: '2.5.29.37.0',
}
const known = [oids.keyUsage, oids.basicConstraints, oids.policies, oids.extendedKeyUsage]
const forStamping = [oids.timeStamping, oids.anyPurpose]
// Whoever has no such extension is no authority.
const emptySequence = Uint8Array.of(0x30, 0)
