import { addSeconds, type Instant } from '../core/day.ts'
import type { Retention } from '../core/entry.ts'
import { findRegister, requireRetention } from '../storage/read/register.ts'
import { hasOld } from '../storage/read/retention.ts'
import { eraseOld as erase } from '../storage/write/retention.ts'
import { now, type Parts } from './parts.ts'

/** For what the first entry says nothing of: what was done at the desk, and campaigns that are over. */
const desk = 730

/** Days that private records are kept: what the first entry promises, or less where the register is set so. */
export async function readRetention({ db, limits }: Parts): Promise<Retention & { desk: number }> {
  const promised = await requireRetention(db)
  return { ...promised, unfinished: Math.min(promised.unfinished, limits.unfinishedDays), desk }
}

/** Erases what has had its time. The log is not touched: nothing personal is in it. */
export async function eraseOld(parts: Parts): Promise<void> {
  if (!(await findRegister(parts.db))) return
  const before = (age: number): Instant => addSeconds(now(parts), -age * 86_400)
  const { unfinished, mails, client, evidence, desk: deskWork } = await readRetention(parts)
  const cutoffs = {
    unfinished: before(unfinished),
    mails: before(mails),
    clients: before(client),
    evidence: before(evidence),
    desk: before(deskWork),
    repeats: before(1),
  }
  if (!(await hasOld(parts.db, cutoffs))) return
  const gone = await erase(parts.db, cutoffs)
  if (gone > 0) parts.report({ kind: 'erased', rows: gone })
}
