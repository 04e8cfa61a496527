import type { Instant } from '../../core/day.ts'
import { statement, write, type Database } from '../database.ts'
import { halts } from '../schema.ts'

/** Stops the register: from now on nobody appends, on any instance. Said once for each reason. */
export async function halt(db: Database, reason: string, at: Instant): Promise<void> {
  await write(db, [statement(db.insert(halts).values({ reason, at }).onConflictDoNothing())])
}
