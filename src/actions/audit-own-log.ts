import { londonDay } from '../core/day.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { sha256 } from '../encoding/sha256.ts'
import { planCheckpoint, rangesForPlan } from '../log/plan.ts'
import { leafHash } from '../log/tree.ts'
import type { Database } from '../storage/database.ts'
import { findLastAudit } from '../storage/read/audits.ts'
import { findPublished, findRoot, listLeaves, loadHashes } from '../storage/read/log.ts'
import { keepAudit } from '../storage/write/audits.ts'
import { now, type Parts } from './parts.ts'
import { stop } from './stop.ts'

/**
 * Reads the whole log once a day, a slice at a run, and makes every stored hash and the signed root anew from the leaves.
 * Checkpointing looks at hashes alone: a leaf that somebody changed is found here, and stops the register. Die anywhere,
 * and the next run reads the same slice again. It is as long as a Worker may work.
 */
export async function auditOwnLog(parts: Parts, slice = 8192): Promise<void> {
  const { db } = parts
  const published = await findPublished(db)
  const today = londonDay(now(parts))
  const last = await findLastAudit(db)
  if (!published || (last?.day === today && last.finishedAt)) return
  const from = last?.day === today ? last.position : 0
  const to = Math.min(from + slice, published.size)
  if (!(await isSound(db, from, to))) return stop(parts, { reason: 'tables-changed' })
  await keepAudit(db, { day: today, position: to, finishedAt: to === published.size ? now(parts) : null })
}

async function isSound(db: Database, from: number, to: number): Promise<boolean> {
  const [leafRange, ...ranges] = rangesForPlan(from, to)
  // Nothing but what has been audited today already.
  if (!leafRange || from === to) return true
  const leaves = (await listLeaves(db, leafRange.from, to)).map((leaf) => leafHash(sha256, leaf))
  const above = await loadHashes(db, ranges)
  const root = await findRoot(db, from)
  const plan = planCheckpoint(sha256, root && from > 0 ? { size: from, root } : undefined, to, (level, position) =>
    level === 0 ? leaves[position - leafRange.from] : above(level, position),
  )
  if (!plan.valid) return false

  const made = [...leaves.map((hash, n) => ({ level: 0, position: leafRange.from + n, hash })), ...plan.tileHashes]
  const levels = [...Map.groupBy(made, ({ level }) => level).values()]
  const filled = levels.map((row) => ({
    level: row[0]?.level ?? 0,
    from: row[0]?.position ?? 0,
    to: (row.at(-1)?.position ?? -1) + 1,
  }))
  const held = await loadHashes(db, filled)
  const signed = await findRoot(db, to)
  return (
    signed !== undefined &&
    equalBytes(signed, plan.root) &&
    made.every(({ level, position, hash }) => equalBytes(held(level, position) ?? new Uint8Array(), hash))
  )
}
