import { emptyRoot } from '../log/tree.ts'
import { unlessMalformedLater } from '../encoding/malformed.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { sha256 } from '../encoding/sha256.ts'
import { findLatestCheckpoint, findRoot, type StoredCheckpoint } from '../storage/read/log.ts'
import type { MarkLine } from '../storage/mark.ts'
import type { Parts } from './parts.ts'
import { stop } from './stop.ts'

/** What the look at the mark works with. */
export type GuardParts = Pick<Parts, 'db' | 'mark' | 'clock' | 'report'>

/**
 * The last checkpoint, held against the high-water mark: one that is ahead of the database, or knows another root, means
 * that the database went back in time, and stops the register. The mark is read first, because others advance both while
 * we look. Every process looks before it first writes, and before it signs.
 */
export async function assureMark(parts: GuardParts): Promise<StoredCheckpoint | undefined> {
  const mark = (await readMark(parts)) ?? (await beginMark(parts))
  const last = await findLatestCheckpoint(parts.db)
  if (mark.size > (last?.size ?? 0)) return stop(parts, { reason: 'behind-mark', size: mark.size })
  const root = mark.size === 0 ? emptyRoot(sha256) : await findRoot(parts.db, mark.size)
  if (!root || !equalBytes(root, mark.root)) return stop(parts, { reason: 'other-root', size: mark.size })
  // Died between storing and marking: the row was never served by this host, but may be from now on.
  if (last && last.size > mark.size) await parts.mark.advance(last)
  return last
}

/** Two roots for one size are a mark that contradicts itself. */
async function readMark(parts: GuardParts): Promise<MarkLine | undefined> {
  const read = await unlessMalformedLater(async () => ({ line: await parts.mark.read() }))
  return read ? read.line : stop(parts, { reason: 'mark-contradicts' })
}

/** There is a mark before there is a checkpoint, so that one missing later can only have been lost. */
async function beginMark(parts: GuardParts): Promise<MarkLine> {
  if (await findLatestCheckpoint(parts.db)) {
    // Or somebody else began it, and signed, while we looked.
    return (await readMark(parts)) ?? stop(parts, { reason: 'mark-missing' })
  }
  const nothing = { size: 0, root: emptyRoot(sha256) }
  await parts.mark.advance(nothing)
  return nothing
}
