import type { Instant } from '../../core/day.ts'
import type { StampTrouble } from '../../core/stamp-trouble.ts'
import { statement, write, type Database } from '../database.ts'
import { stampTries } from '../private-schema.ts'

/** Writes down how an authority answered; no trouble where its time-stamp held. */
export async function keepStampTry(
  db: Database,
  authority: string,
  triedAt: Instant,
  trouble: StampTrouble | null,
): Promise<void> {
  const tried = { triedAt, trouble, ...(trouble === null && { goodAt: triedAt }) }
  const kept = db
    .insert(stampTries)
    .values({ authority, ...tried })
    .onConflictDoUpdate({ target: stampTries.authority, set: tried })
  await write(db, [statement(kept)])
}
