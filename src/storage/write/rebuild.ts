import { desc, getTableName } from 'drizzle-orm'
import { projectAll, projectionVersion } from '../../core/projection.ts'
import type { Recorded } from '../../core/recorded.ts'
import { nothingYet } from '../../core/surroundings.ts'
import { viewNames } from '../../core/views.ts'
import { attempt, type Database } from '../database.ts'
import { listRecorded, logSize } from '../read/entries.ts'
import { bodyWords, projections, viewTables, wordShapes } from '../schema.ts'
import { eraseAgain } from './erasure.ts'
import { viewStatement } from './views.ts'

/**
 * Makes every view anew from entries and public disclosures, all or nothing, and says how many entries were read. It may
 * run beside live writing: where the log has grown since it was read, nothing is changed and it is read again. What a
 * backup brought back that was erased goes again.
 */
export async function rebuildViews(db: Database): Promise<number> {
  for (;;) {
    const recorded = await listRecorded(db)
    if (!(await replaceViews(db, recorded))) continue
    await eraseAgain(db)
    return recorded.length
  }
}

/** Makes the views anew where an earlier version of the projection made them, as after an update of the register. */
export async function refreshViews(db: Database): Promise<void> {
  const [last] = await db.select().from(projections).orderBy(desc(projections.made)).limit(1)
  if (last?.version !== projectionVersion) await rebuildViews(db)
}

async function replaceViews(db: Database, recorded: readonly Recorded[]): Promise<boolean> {
  const changes = projectAll(recorded, nothingYet)
  const whole = `(SELECT count(*) FROM entries) = ${recorded.length}`
  const objection = await attempt(db, [
    // There is no version of a projection of another log: the table objects, and nothing is written.
    `INSERT INTO projections (version) SELECT CASE WHEN ${whole} THEN ${projectionVersion} END`,
    ...[bodyWords, wordShapes, ...viewNames.toReversed().map((view) => viewTables[view])].map(
      (table) => `DELETE FROM ${getTableName(table)}`,
    ),
    ...changes.map(({ change }) => viewStatement(change)),
  ])
  if (!objection) return true
  if ((await logSize(db)) === recorded.length) throw objection
  return false
}
