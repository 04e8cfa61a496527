import { desc, getTableName } from 'drizzle-orm'
import { projectionVersion } from '../../core/projection.ts'
import { beginReplay } from '../../core/replay.ts'
import { viewNames } from '../../core/views.ts'
import { attempt, type Database } from '../database.ts'
import { logSize, sliceRecorded } from '../read/entries.ts'
import { bodyWords, projections, viewTables, wordShapes } from '../schema.ts'
import { eraseAgain } from './erasure.ts'
import { rowStatements } from './views.ts'

/**
 * Makes every view anew from entries and public disclosures, all or nothing, and says how many entries were read. It may
 * run beside live writing: where the log has grown since it was read, nothing is changed and it is read again. What a
 * backup brought back that was erased goes again.
 */
export async function rebuildViews(db: Database): Promise<number> {
  for (;;) {
    const size = await logSize(db)
    if (!(await replaceViews(db, size))) continue
    await eraseAgain(db)
    return size
  }
}

/** Makes the views anew where an earlier version of the projection made them, as after an update of the register. */
export async function refreshViews(db: Database): Promise<void> {
  const [last] = await db.select().from(projections).orderBy(desc(projections.made)).limit(1)
  if (last?.version !== projectionVersion) await rebuildViews(db)
}

async function replaceViews(db: Database, size: number): Promise<boolean> {
  const { rows, add } = beginReplay()
  for await (const some of sliceRecorded(db, size)) for (const one of some) add(one)
  const whole = `(SELECT count(*) FROM entries) = ${size}`
  const objection = await attempt(db, [
    // There is no version of a projection of another log: the table objects, and nothing is written.
    `INSERT INTO projections (version) SELECT CASE WHEN ${whole} THEN ${projectionVersion} END`,
    ...[bodyWords, wordShapes, ...viewNames.toReversed().map((view) => viewTables[view])].map(
      (table) => `DELETE FROM ${getTableName(table)}`,
    ),
    ...viewNames.flatMap((view) => rowStatements(view, rows[view])),
  ])
  if (!objection) return true
  if ((await logSize(db)) === size) throw objection
  return false
}
