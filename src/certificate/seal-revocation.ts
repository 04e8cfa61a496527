import { AsnConvert } from '@peculiar/asn1-schema'
import { Certificate, CertificateList, InvalidityDate, type RevokedCertificate } from '@peculiar/asn1-x509'
import { formatInstant, type Instant } from '../core/day.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { Malformed } from '../encoding/malformed.ts'
import { formatDer, parseEcdsaSignature, parseX509, unlessForeign } from './read-cms.ts'

/** Since when the key of a leaf is not to be trusted (RFC 5280 §5.3.2). */
export type SealRevoked = { readonly since: Instant }

/**
 * What the list of the seal's root (RFC 5280 §5) says of the leaf of a chain: DER all of them, the leaf first and the root
 * last. A list that this root did not sign is malformed.
 */
export async function findSealRevocation(
  list: Uint8Array,
  chain: readonly Uint8Array[],
): Promise<SealRevoked | 'not-revoked'> {
  const [leaf, root] = [chain[0], chain.at(-1)]
  if (!leaf || !root) throw new Error('a seal has a leaf and a root')
  const { signed, signature, revoked } = parseList(list)
  const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle.importKey('spki', parseX509(root).publicKey, p256, false, ['verify'])
  if (!(await crypto.subtle.verify({ ...p256, hash: 'SHA-256' }, key, signature, signed))) throw unsigned()
  const { serialNumber } = unlessForeign(() => AsnConvert.parse(Uint8Array.from(leaf), Certificate).tbsCertificate)
  const serial = new Uint8Array(serialNumber)
  const entry = revoked.find(({ userCertificate }) => equalBytes(new Uint8Array(userCertificate), serial))
  return entry ? { since: formatInstant(sinceOf(entry).getTime()) } : 'not-revoked'
}

function parseList(der: Uint8Array) {
  return unlessForeign(() => {
    const { tbsCertList, signature } = AsnConvert.parse(Uint8Array.from(der), CertificateList)
    return {
      signed: formatDer(tbsCertList),
      signature: parseEcdsaSignature(new Uint8Array(signature)),
      revoked: tbsCertList.revokedCertificates ?? [],
    }
  })
}

/** Where nobody knows since when, it is when the root said so. */
function sinceOf({ revocationDate, crlEntryExtensions = [] }: RevokedCertificate): Date {
  const invalid = crlEntryExtensions.find(({ extnID }) => extnID === invalidityDate)
  if (!invalid) return revocationDate.getTime()
  return unlessForeign(() => AsnConvert.parse(invalid.extnValue, InvalidityDate).value)
}

const unsigned = (): Malformed => new Malformed('malformed revocation list')
const invalidityDate = '2.5.29.24'
