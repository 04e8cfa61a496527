import { CertificateList, InvalidityDate, type RevokedCertificate } from '@peculiar/asn1-x509'
import { formatInstant, type Instant } from '../core/day.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { formatHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { parseSigned } from './der.ts'
import { parseAsn1 } from './parse-asn1.ts'
import type { Store } from './security-store.ts'
import { verifySignature } from './verify-signature.ts'
import { parseX509Certificate, type X509 } from './x509-chain.ts'

/** Since when a key is not to be trusted (RFC 5280 §5.3.2), and when that was said. */
export type Revoked = { readonly since: Instant; readonly saidAt: Instant }

/** A revocation list (RFC 5280 §5): since and until when it is the newest, and what is on it, by serial in hex. */
export type RevocationList = {
  readonly der: Uint8Array<ArrayBuffer>
  readonly thisUpdate: Instant
  readonly nextUpdate: Instant
  readonly revoked: ReadonlyMap<string, Revoked>
  readonly isBy: (issuer: X509) => Promise<boolean>
}

/** Reads a complete list; one of changes or of somebody else's certificates says so in a way that is refused. */
export function parseRevocationList(der: Uint8Array): RevocationList {
  const { content, signature } = parseSigned(der)
  const { tbsCertList: list, signatureAlgorithm } = parseAsn1(der, CertificateList)
  const issuer = content.children.find(({ tag }, n) => tag === 0x30 && n > 1)
  const nextUpdate = list.nextUpdate?.getTime()
  if (!issuer || !nextUpdate || list.crlExtensions?.some(({ critical }) => critical))
    throw new Malformed('malformed revocation list')
  return {
    der: Uint8Array.from(der),
    thisUpdate: formatInstant(list.thisUpdate.getTime().getTime()),
    nextUpdate: formatInstant(nextUpdate.getTime()),
    revoked: new Map(
      (list.revokedCertificates ?? []).map((entry) => [
        formatHex(new Uint8Array(entry.userCertificate)),
        parseRevoked(entry),
      ]),
    ),
    async isBy({ subject, key }) {
      if (!equalBytes(subject, issuer.whole)) return false
      return verifySignature(key, {
        message: content.whole,
        signature,
        algorithm: signatureAlgorithm.algorithm,
      })
    },
  }
}

/** Where nobody knows since when, it is when it was said. */
function parseRevoked({ revocationDate, crlEntryExtensions = [] }: RevokedCertificate): Revoked {
  const saidAt = formatInstant(revocationDate.getTime().getTime())
  const invalid = crlEntryExtensions.find(({ extnID }) => extnID === invalidityDate)
  if (!invalid) return { since: saidAt, saidAt }
  return {
    since: formatInstant(parseAsn1(new Uint8Array(invalid.extnValue.buffer), InvalidityDate).value.getTime()),
    saidAt,
  }
}

/** Those of several lists that an issuer signed. */
async function listsOf(lists: readonly RevocationList[], issuer: X509): Promise<readonly RevocationList[]> {
  const areBy = await Promise.all(lists.map((list) => list.isBy(issuer)))
  return lists.filter((_, n) => areBy[n])
}

/** The newest of the lists that an issuer signed. */
export async function newestOf(lists: readonly RevocationList[], issuer: X509): Promise<RevocationList | undefined> {
  const own = await listsOf(lists, issuer)
  return own.toSorted((a, b) => Number(a.thisUpdate > b.thisUpdate) - Number(a.thisUpdate < b.thisUpdate)).at(-1)
}

/**
 * Whether a store has what a chain of X.509 certificates (DER, its root last) is judged by at a moment: each of them, and for
 * each below the root a list of its issuer that still counted then. None of the lists says that it was not to be trusted by then.
 */
export async function isProvable(store: Store, chain: readonly Uint8Array[], at: Instant): Promise<boolean> {
  const lists = store.lists.map(parseRevocationList)
  const certificates = chain.map(parseX509Certificate)
  for (const [n, one] of certificates.entries()) {
    if (!store.certificates.some((der) => equalBytes(der, one.der))) return false
    const issuer = certificates[n + 1]
    if (!issuer) return true
    // oxlint-disable-next-line no-await-in-loop -- a handful
    const own = await listsOf(lists, issuer)
    if (!own.some(({ nextUpdate }) => nextUpdate >= at)) return false
    const serial = formatHex(one.serial)
    if (own.some(({ revoked }) => (revoked.get(serial)?.since ?? never) <= at)) return false
  }
  return true
}

/**
 * What the list of the root says of the leaf of a chain: DER all of them, the leaf first and the root last. A list that this
 * root did not sign is malformed.
 */
export async function findRevocation(list: Uint8Array, chain: readonly Uint8Array[]): Promise<Revoked | 'not-revoked'> {
  const [leaf, root] = [chain.at(0), chain.at(-1)]
  if (!leaf || !root) throw new Error('a chain has a leaf and a root')
  const { revoked, isBy } = parseRevocationList(list)
  if (!(await isBy(parseX509Certificate(root)))) throw new Malformed('malformed revocation list')
  return revoked.get(formatHex(parseX509Certificate(leaf).serial)) ?? 'not-revoked'
}

// Later than any.
const never = '9999'
const invalidityDate = '2.5.29.24'
