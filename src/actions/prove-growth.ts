import { Refusal } from '../core/refusal.ts'
import { subtreesForConsistency } from '../log/prove.ts'
import type { TreeHead } from '../log/tree.ts'
import type { Database } from '../storage/database.ts'
import { findPublished, findRoot } from '../storage/read/log.ts'
import { loadProof } from '../storage/read/subtrees.ts'

/** Two trees of the log, and the proof that the later one begins with the earlier (RFC 6962 §2.1.2). */
export type Growth = { from: TreeHead; to: TreeHead; hashes: readonly Uint8Array[] }

/** Proves that the log of one published size begins with the log of an earlier one; unless told which, of the newest. */
export async function proveGrowth(db: Database, from: number, to?: number): Promise<Growth> {
  const published = (await findPublished(db))?.size ?? 0
  const grown = to ?? published
  if (grown > published) throw new Refusal('field-invalid', `Only ${published} entries have been published`, 'to')
  if (from < 1 || from > grown) throw new Refusal('field-invalid', 'Write a size from 1 up to the later one', 'from')
  const heads = await Promise.all([from, grown].map(async (size) => ({ size, root: await findRoot(db, size) })))
  const [before, after] = heads.flatMap(({ size, root }) => (root ? [{ size, root }] : []))
  if (!before || !after) throw new Error('a published size has no root')
  return { from: before, to: after, hashes: await loadGrowth(db, from, grown) }
}

/** The hashes of that proof, for two sizes that the log has had. */
export async function loadGrowth(db: Database, from: number, to: number): Promise<readonly Uint8Array[]> {
  return loadProof(db, subtreesForConsistency(from, to))
}
