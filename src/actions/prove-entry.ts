import { Refusal } from '../core/refusal.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { subtreesForInclusion } from '../log/prove.ts'
import { formatTlogProof } from '../log/tlog-proof.ts'
import type { Database } from '../storage/database.ts'
import { findEntryAt } from '../storage/read/entries.ts'
import { findPublished, type StoredCheckpoint } from '../storage/read/log.ts'
import { loadProof } from '../storage/read/subtrees.ts'

/** An entry, the published checkpoint, and the proof that one is in the tree of the other (RFC 6962 §2.1.1). */
export type ProvedEntry = {
  index: number
  leaf: Uint8Array
  hashes: readonly Uint8Array[]
  published: StoredCheckpoint
}

/** The `.tlog-proof` of an entry against the published checkpoint, with the leaf itself in `extra` (c2sp.org/tlog-proof). */
export async function proveEntry(db: Database, index: number): Promise<Uint8Array<ArrayBuffer>> {
  const { leaf, hashes, published } = await findProof(db, index)
  return formatUtf8(formatTlogProof({ extra: leaf, index, hashes, checkpoint: published.note }))
}

/** The same, in its parts. */
export async function findProof(db: Database, index: number): Promise<ProvedEntry> {
  const published = await findPublished(db)
  const found = await findEntryAt(db, index)
  if (!found) throw new Refusal('not-found', 'There is no such entry in the log.')
  if (!published || index >= published.size)
    throw new Refusal('not-published-yet', 'This entry is being published. Try again in a minute.')
  const hashes = await loadProof(db, subtreesForInclusion(index, published.size))
  return { index, leaf: found.leaf, hashes, published }
}
