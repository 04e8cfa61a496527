import type { StampTry } from '../../core/stamp-trouble.ts'
import type { Database } from '../database.ts'
import { stampTries } from '../private-schema.ts'

/** How every time-stamping authority that was ever asked answered last, by its name. */
export async function listStampTries(db: Database): Promise<ReadonlyMap<string, StampTry>> {
  const rows = await db.select().from(stampTries)
  return new Map(rows.map(({ authority, ...tried }) => [authority, tried]))
}
