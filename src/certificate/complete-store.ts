import type { Instant } from '../core/day.ts'
import { isProvable, newestOf, parseRevocationList, type RevocationList } from './revocation.ts'
import { type Store, without } from './security-store.ts'
import { parseX509Certificate } from './x509-chain.ts'

/** A seal or time-stamp: since when it was there by its own word, and its X.509 certificates in DER, the root last. */
export type Held = { readonly at: Instant; readonly certificates: readonly Uint8Array[] }

/**
 * What is in a store by which all of these can be judged, beside what was in it before: every X.509 certificate, and of
 * each issuer the newest of the lists at hand, if it is newer than what is there. There is one such store and no other, so a
 * store tells nothing but this. Undefined where a list is missing, counts no more, or has one of them on it.
 */
export async function completeStore(
  before: Store,
  held: readonly Held[],
  lists: readonly Uint8Array[],
): Promise<Store | undefined> {
  const [known, found] = [before.lists.map(parseRevocationList), lists.map(parseRevocationList)]
  const chains = held.map(({ certificates }) => certificates)
  const issuers = without(
    chains.flatMap((chain) => chain.slice(1)),
    [],
  )
  const newer = await Promise.all(issuers.map((issuer) => findNewer(issuer, known, found)))
  const store = {
    certificates: without(chains.flat(), []),
    lists: [...before.lists, ...newer.flatMap((list) => (list ? [list.der] : []))],
  }
  const proved = await Promise.all(held.map((one) => isProvable(store, one.certificates, one.at)))
  return proved.every(Boolean) ? store : undefined
}

async function findNewer(
  der: Uint8Array,
  known: readonly RevocationList[],
  found: readonly RevocationList[],
): Promise<RevocationList | undefined> {
  const issuer = parseX509Certificate(der)
  const [had, list] = await Promise.all([newestOf(known, issuer), newestOf(found, issuer)])
  return list && (!had || list.thisUpdate > had.thisUpdate) ? list : undefined
}
