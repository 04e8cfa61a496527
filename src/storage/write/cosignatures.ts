import { eq, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { Trouble } from '../../core/trouble.ts'
import { statement, type Database, type Statement } from '../database.ts'
import { cosignatures, troubles } from '../witness-schema.ts'

/** Keeps a line of a cosigner, unless a newer one of the same key is there. */
export function saveCosignature(db: Database, row: typeof cosignatures.$inferInsert): Statement {
  const { time, line } = row
  const query = db
    .insert(cosignatures)
    .values(row)
    .onConflictDoUpdate({
      target: [cosignatures.size, cosignatures.name, cosignatures.keyId],
      set: { time, line },
      setWhere: sql`${cosignatures.time} < ${time}`,
    })
  return statement(query)
}

/** Remembers what is wrong with a witness that was asked just now; since when, if it was so before. */
export function saveTrouble(db: Database, vkey: string, trouble: Trouble, at: Instant): Statement {
  const query = db
    .insert(troubles)
    .values({ vkey, trouble, since: at, askedAt: at })
    .onConflictDoUpdate({
      target: troubles.vkey,
      set: {
        trouble,
        askedAt: at,
        since: sql`CASE WHEN ${troubles.trouble} = ${trouble} THEN ${troubles.since} ELSE ${at} END`,
      },
    })
  return statement(query)
}

/** All is well with a witness again. */
export function deleteTrouble(db: Database, vkey: string): Statement {
  return statement(db.delete(troubles).where(eq(troubles.vkey, vkey)))
}
