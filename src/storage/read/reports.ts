import { asc, eq, isNull } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { reports } from '../private-schema.ts'

/** A mistake that somebody reported, and what became of it. */
export type Report = typeof reports.$inferSelect

/** The report with an id. */
export async function findReport(db: Database, id: Uuid): Promise<Report | undefined> {
  const [row] = await db.select().from(reports).where(eq(reports.id, id))
  return row
}

/** The reports that nobody has answered, the oldest first. */
export async function listReports(db: Database): Promise<readonly Report[]> {
  return db.select().from(reports).where(isNull(reports.closedAt)).orderBy(asc(reports.at), asc(reports.id))
}
