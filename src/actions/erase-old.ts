import { addSeconds, type Instant } from '../core/day.ts'
import { findEntryAt } from '../storage/read/entries.ts'
import { hasOld } from '../storage/read/retention.ts'
import { eraseOld as erase } from '../storage/write/retention.ts'
import { now, type Parts } from './parts.ts'

/** Days that private records are kept: what the first entry promises, or less where the register is set so. */
async function readRetention(parts: Parts) {
  const first = await findEntryAt(parts.db, 0)
  if (first?.entry.type !== 'register.opened') return undefined
  const { retention } = first.entry
  return { ...retention, unfinished: Math.min(retention.unfinished, parts.limits.unfinishedDays) }
}

/** Erases what has had its time. The log is not touched: nothing personal is in it. */
export async function eraseOld(parts: Parts): Promise<void> {
  const days = await readRetention(parts)
  if (!days) return
  const before = (age: number): Instant => addSeconds(now(parts), -age * 86_400)
  const { unfinished, mails, client, evidence } = days
  const cutoffs = {
    unfinished: before(unfinished),
    mails: before(mails),
    clients: before(client),
    evidence: before(evidence),
  }
  if (!(await hasOld(parts.db, cutoffs))) return
  const gone = await erase(parts.db, cutoffs)
  if (gone > 0) parts.report({ kind: 'erased', rows: gone })
}
