import { formatCheckpoint } from '../log/checkpoint.ts'
import { signNote } from '../log/note.ts'
import { planCheckpoint, rangesForPlan } from '../log/plan.ts'
import { emptyRoot } from '../log/tree.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { sha256 } from '../encoding/sha256.ts'
import { Refusal } from '../core/refusal.ts'
import { logSize } from '../storage/read/entries.ts'
import { listHalts } from '../storage/read/halts.ts'
import { findCheckpoint, findLatestCheckpoint, loadHashes, type StoredCheckpoint } from '../storage/read/log.ts'
import { storeCheckpoint } from '../storage/write/checkpoint.ts'
import { halt } from '../storage/write/halts.ts'
import type { MarkLine } from '../storage/mark.ts'
import { now, type Parts } from './parts.ts'

/** A long way is gone in steps, so that one of them fits in memory and in a request. */
const step = 65_536

/**
 * Signs a checkpoint of all entries there are, if it is not signed yet. Any number of instances may do it at once: rows
 * never change and Ed25519 is deterministic, so they sign the same bytes, and only the stored row is ever used.
 */
export async function checkpoint(parts: Parts): Promise<StoredCheckpoint | undefined> {
  await assureGoing(parts)
  let last = await assureMark(parts)
  const size = await logSize(parts.db)
  while ((last?.size ?? 0) < size) last = await advance(parts, last, Math.min(size, (last?.size ?? 0) + step))
  return last
}

/** A register that has stopped signs nothing either. */
async function assureGoing(parts: Parts): Promise<void> {
  if ((await listHalts(parts.db)).length > 0) throw halted()
}

async function advance(parts: Parts, last: StoredCheckpoint | undefined, size: number): Promise<StoredCheckpoint> {
  const stored = await loadHashes(parts.db, rangesForPlan(last?.size ?? 0, size))
  const plan = planCheckpoint(sha256, last, size, stored)
  if (!plan.valid) return stop(parts, `the log does not continue its last checkpoint: ${plan.reason}`)

  const { signer } = parts.keys.log
  const note = await signNote(formatCheckpoint({ origin: signer.name, size, root: plan.root }), [signer])
  const kept = await storeCheckpoint(
    parts.db,
    { size, root: Uint8Array.from(plan.root), note, signedAt: now(parts) },
    plan.tileHashes,
  )
  if (!equalBytes(kept.root, plan.root)) return stop(parts, 'another root is stored for this size')

  // Before the note leaves the house. Die here and the next run finds the row, and advances the mark to it.
  await parts.mark.advance(kept)
  return kept
}

/**
 * The last checkpoint, held against the mark: one that is ahead of the database, or knows another root, means that the
 * database went back in time. The mark is read first, because others advance both while we look.
 */
async function assureMark(parts: Parts): Promise<StoredCheckpoint | undefined> {
  const mark = (await parts.mark.read()) ?? (await beginMark(parts))
  if (mark.size > (await logSize(parts.db))) await stop(parts, 'the database is older than what was published')
  if (mark.size > 0) {
    const same = await findCheckpoint(parts.db, mark.size)
    if (!same) return stop(parts, 'the checkpoint of the high-water mark is not in the database')
    if (!equalBytes(same.root, mark.root)) await stop(parts, 'the high-water mark knows another root')
  }
  const last = await findLatestCheckpoint(parts.db)
  // Died between storing and marking: the row was never served by this host, but may be from now on.
  if (last && last.size > mark.size) await parts.mark.advance(last)
  return last
}

/** There is a mark before there is a checkpoint, so that one missing later can only have been lost. */
async function beginMark(parts: Parts): Promise<MarkLine> {
  if (await findLatestCheckpoint(parts.db)) {
    // Or somebody else began it, and signed, while we looked.
    const begun = await parts.mark.read()
    return begun ?? stop(parts, 'checkpoints were signed and the high-water mark is missing')
  }
  const nothing = { size: 0, root: emptyRoot(sha256) }
  await parts.mark.advance(nothing)
  return nothing
}

/** Nobody appends or signs from now on, on any instance: going on would make what was published untrue. */
async function stop(parts: Parts, reason: string): Promise<never> {
  await halt(parts.db, reason, now(parts))
  parts.report({ kind: 'log-stopped', reason })
  throw halted()
}

const halted = (): Refusal => new Refusal('log-stopped', 'The register has stopped publishing and needs its operator.')
