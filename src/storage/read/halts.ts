import { asc } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { halts } from '../schema.ts'

/** Why the register writes and signs nothing, the first reason first; empty where all is well. */
export async function listHalts(db: Database): Promise<readonly (typeof halts.$inferSelect)[]> {
  return db.select().from(halts).orderBy(asc(halts.at), asc(halts.reason))
}
