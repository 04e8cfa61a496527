import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import { statement, write, type Database, type Statement } from '../database.ts'
import type { Watched } from '../read/watched.ts'
import { contradictions, watched } from '../witness-schema.ts'

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

/** A tree that was cosigned: the note as the log signed it, the line that was added, and its time in seconds since 1970. */
export type Cosigned = { size: number; root: Uint8Array; note: string; line: string; time: number }

/**
 * Keeps what is about to be answered, if the log still stands where the decision found it, and says whether it did: checking
 * and keeping are one statement, or of two requests at once the later would take the witness back. Die before it: nothing was
 * said. Die after it: the log asks again and learns the size.
 */
export async function keepCosigned(
  db: Database,
  found: Watched,
  { size, root, note, line, time }: Cosigned,
): Promise<boolean> {
  const unmoved = and(
    eq(watched.origin, found.origin),
    eq(watched.vkey, found.vkey),
    eq(watched.size, found.size),
    eq(watched.root, found.root),
    lte(watched.time, time),
    isNull(watched.endedAt),
  )
  const update = db.update(watched).set({ size, root, note, line, time }).where(unmoved)
  const [kept] = await write(db, [statement(update)])
  return kept?.rowsAffected === 1
}

/** Keeps a checkpoint that contradicts what its log signed before, once. */
export async function keepContradiction(db: Database, origin: string, note: string, at: Instant): Promise<void> {
  await write(db, [statement(db.insert(contradictions).values({ origin, note, at }).onConflictDoNothing())])
}
