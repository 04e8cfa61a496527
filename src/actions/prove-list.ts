import { Refusal } from '../core/refusal.ts'
import { findAppended } from '../storage/read/entries.ts'
import type { Database } from '../storage/database.ts'
import { findPublicationHead } from '../storage/read/publications.ts'
import { proveEntry } from './prove-entry.ts'
import { listKey } from './publish-list.ts'

/** The `.tlog-proof` of the entry that says which bare list is behind a published file (c2sp.org/tlog-proof). */
export async function proveList(db: Database, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const held = await findPublicationHead(db, name)
  const [entry] = (held && (await findAppended(db, listKey(held)))) ?? []
  if (!entry) throw new Refusal('not-published-yet', 'The list has not been published yet.')
  return proveEntry(db, entry.position)
}
