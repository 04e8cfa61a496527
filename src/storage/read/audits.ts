import { desc, isNotNull } from 'drizzle-orm'
import type { FullDay, Instant } from '../../core/day.ts'
import type { Database } from '../database.ts'
import { audits } from '../schema.ts'

/** How far the register has read its own log on a day; `finishedAt` where it came to the end and everything held. */
export type Audit = { day: FullDay; position: number; finishedAt: Instant | null }

/** The audit of the last day on which there was one. */
export async function findLastAudit(db: Database): Promise<Audit | undefined> {
  const [row] = await db.select().from(audits).orderBy(desc(audits.day)).limit(1)
  return row
}

/** When the whole log was last read and everything held. */
export async function findAudited(db: Database): Promise<Instant | undefined> {
  const [row] = await db.select().from(audits).where(isNotNull(audits.finishedAt)).orderBy(desc(audits.day)).limit(1)
  return row?.finishedAt ?? undefined
}
