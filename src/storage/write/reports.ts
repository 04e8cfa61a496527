import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { ReportOutcome } from '../../core/report.ts'
import type { Uuid } from '../../core/uuid.ts'
import { allOf, statement, type Condition, type Database, type Statement } from '../database.ts'
import { reports } from '../private-schema.ts'
import { insertIf } from './insert-if.ts'

/** How many reports strangers may send since an instant: about one thing, and about all there is. */
export type ReportLimits = { since: Instant; aboutOne: number; aboutAll: number }

/** Keeps a report, once, where strangers have not sent their number of them. */
export function insertReport(
  db: Database,
  report: { id: Uuid; at: Instant; entry: number | null; place: string; words: string; address: string | null },
  { since, aboutOne, aboutAll }: ReportLimits,
): Statement {
  const left = allOf(
    sql`NOT EXISTS (SELECT 1 FROM reports WHERE id = ${report.id})`,
    sql`(SELECT count(*) FROM reports WHERE at > ${since} AND place = ${report.place}) < ${aboutOne}`,
    sql`(SELECT count(*) FROM reports WHERE at > ${since}) < ${aboutAll}`,
  )
  return insertIf(db, reports, report, left)
}

/** A condition: nobody has answered a report yet. */
export function isUnanswered(id: Uuid): Condition {
  return sql`EXISTS (SELECT 1 FROM reports WHERE id = ${id} AND closed_at IS NULL)`
}

/** Answers a report that nobody has answered. */
export function closeReport(
  db: Database,
  id: Uuid,
  closing: { outcome: ReportOutcome; answer: string; closedAt: Instant },
): Statement {
  return statement(
    db
      .update(reports)
      .set(closing)
      .where(and(eq(reports.id, id), isNull(reports.closedAt))),
  )
}
