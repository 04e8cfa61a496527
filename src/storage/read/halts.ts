import { asc } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import { parseHalt, type Halt } from '../../core/halt.ts'
import type { Database } from '../database.ts'
import { halts } from '../schema.ts'

/** Why the register writes and signs nothing, and since when, the first reason first; empty where all is well. */
export async function listHalts(db: Database): Promise<readonly (Halt & { at: Instant })[]> {
  const rows = await db.select().from(halts).orderBy(asc(halts.at), asc(halts.reason))
  return rows.map(({ reason, at }) => ({ ...parseHalt(reason), at }))
}
