import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import { statement, type Database, type Statement } from '../database.ts'
import { watched } from '../witness-schema.ts'

/** Witnesses a log from now on. One that was witnessed before goes on where it was, with the key it had. */
export function saveWatched(db: Database, row: typeof watched.$inferInsert): Statement {
  const query = db
    .insert(watched)
    .values(row)
    .onConflictDoUpdate({
      target: watched.origin,
      set: { address: row.address, endedAt: null },
      setWhere: sql`${watched.vkey} = ${row.vkey}`,
    })
  return statement(query)
}

/** Witnesses a log no more; the row stays. */
export function endWatch(db: Database, origin: string, at: Instant): Statement {
  return statement(
    db
      .update(watched)
      .set({ endedAt: at })
      .where(and(eq(watched.origin, origin), isNull(watched.endedAt))),
  )
}
