import type { Database } from '../database.ts'
import { troubles } from '../witness-schema.ts'

/** What is wrong with a witness of ours. */
export type Troubled = typeof troubles.$inferSelect

/** Every witness that something is wrong with, by its vkey. */
export async function listTroubles(db: Database): Promise<ReadonlyMap<string, Troubled>> {
  const rows = await db.select().from(troubles)
  return new Map(rows.map((row) => [row.vkey, row]))
}
