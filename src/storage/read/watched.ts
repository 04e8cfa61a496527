import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { contradictions, watched } from '../witness-schema.ts'
import { bytesOf } from './entries.ts'

/** Another log that this register witnesses, or did: its key, where it is found, and the last tree cosigned. */
export type Watched = Omit<typeof watched.$inferSelect, 'root'> & { root: Uint8Array<ArrayBuffer> }

/** The log of an origin, if it is witnessed here. */
export async function findWatched(db: Database, origin: string): Promise<Watched | undefined> {
  const [row] = await db
    .select()
    .from(watched)
    .where(and(eq(watched.origin, origin), isNull(watched.endedAt)))
  return row && { ...row, root: bytesOf(row.root) }
}

/** Every log that is witnessed here or was, by origin. */
export async function listWatched(db: Database): Promise<readonly Watched[]> {
  const rows = await db.select().from(watched).orderBy(asc(watched.origin))
  return rows.map((row) => ({ ...row, root: bytesOf(row.root) }))
}

/** What logs signed against themselves, the first first. */
export async function listContradictions(db: Database): Promise<readonly (typeof contradictions.$inferSelect)[]> {
  return db.select().from(contradictions).orderBy(asc(contradictions.at), asc(contradictions.note))
}
