import type { Instant } from '../../core/day.ts'
import type { StampTrouble } from '../../core/stamp-trouble.ts'
import { statement, write, type Database } from '../database.ts'
import { stampTries } from '../private-schema.ts'
import type { Anchor } from '../read/stamp-anchors.ts'
import { keepAnchor } from './stamp-anchors.ts'

/**
 * Writes down how an authority answered; no trouble where its time-stamp held. Then what that leads to is kept, before the
 * time-stamp is anywhere: the settings may name somebody else tomorrow.
 */
export async function keepStampTry(
  db: Database,
  anchor: Anchor,
  triedAt: Instant,
  trouble: StampTrouble | null,
): Promise<void> {
  const tried = { triedAt, trouble, ...(trouble === null && { goodAt: triedAt }) }
  const kept = db
    .insert(stampTries)
    .values({ authority: anchor.authority, ...tried })
    .onConflictDoUpdate({ target: stampTries.authority, set: tried })
  await write(db, [statement(kept), ...(trouble === null ? [keepAnchor(db, anchor)] : [])])
}
