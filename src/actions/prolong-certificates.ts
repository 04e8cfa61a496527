import { isHeldUp, listUnprolonged } from '../storage/read/certificate-updates.ts'
import { openListAsker } from './ask-list.ts'
import { now, type Parts } from './parts.ts'
import { prolongCertificate } from './prolong-certificate.ts'

/** So many certificates are prolonged in a run, and for so many milliseconds: other people's servers are asked for each. */
const most = 20
const patience = 30_000

/** Prolongs the certificates that nobody has stamped yet, and those whose time-stamp is about to run out, some at a time. */
export async function prolongCertificates(parts: Parts): Promise<void> {
  const { db, stamper, clock } = parts
  if (!stamper || (await isHeldUp(db, now(parts)))) return
  const end = clock() + patience
  const ways = { stamper, askList: openListAsker(parts) }
  for (const signing of await listUnprolonged(db, now(parts), most)) {
    // Without an authority the others would fare no better, and it is left alone for a while.
    if ((await prolongCertificate(parts, ways, signing)) === 'no-time-stamp' || clock() > end) return
  }
}
