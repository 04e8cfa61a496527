import { formatCheckpoint } from '../log/checkpoint.ts'
import { signNote } from '../log/note.ts'
import { planCheckpoint, rangesForPlan } from '../log/plan.ts'
import { nextHandover } from '../core/key-history.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { sha256 } from '../encoding/sha256.ts'
import { logSize } from '../storage/read/entries.ts'
import { loadHashes, type StoredCheckpoint } from '../storage/read/log.ts'
import { listRotations } from '../storage/read/rotations.ts'
import { storeCheckpoint } from '../storage/write/checkpoint.ts'
import { assureMark } from './guard.ts'
import { now, type Parts } from './parts.ts'
import { logKeysAt } from './present-keys.ts'
import { assureGoing, stop } from './stop.ts'

/** A long way is gone in steps, so that one of them fits in memory and in a request. */
const step = 65_536

/**
 * Signs a checkpoint of all entries there are, if it is not signed yet. Any number of instances may do it at once: rows
 * never change, Ed25519 is deterministic, and the entries say which keys sign, so they sign the same bytes, and only the stored row is ever used.
 */
export async function checkpoint(parts: Parts): Promise<StoredCheckpoint | undefined> {
  await assureGoing(parts)
  let last = await assureMark(parts)
  const size = await logSize(parts.db)
  while ((last?.size ?? 0) < size) {
    const reached = last?.size ?? 0
    // Where a new key is named there is a checkpoint that the older ones alone have signed.
    const handover = nextHandover(await listRotations(parts.db), reached) ?? size
    last = await advance(parts, last, Math.min(size, reached + step, handover))
  }
  return last
}

async function advance(parts: Parts, last: StoredCheckpoint | undefined, size: number): Promise<StoredCheckpoint> {
  const stored = await loadHashes(parts.db, rangesForPlan(last?.size ?? 0, size))
  const plan = planCheckpoint(sha256, last, size, stored)
  if (!plan.valid) return stop(parts, { reason: 'tables-changed' })

  const signers = (await logKeysAt(parts, size)).map(({ signer }) => signer)
  const origin = parts.keys.logs[0].signer.name
  const note = await signNote(formatCheckpoint({ origin, size, root: plan.root }), signers)
  const kept = await storeCheckpoint(
    parts.db,
    { size, root: Uint8Array.from(plan.root), note, signedAt: now(parts) },
    plan.tileHashes,
  )
  if (!equalBytes(kept.root, plan.root)) return stop(parts, { reason: 'other-root', size })

  // Before the note leaves the house. Die here and the next run finds the row, and advances the mark to it.
  await parts.mark.advance(kept)
  return kept
}
