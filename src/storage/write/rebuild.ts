import { getTableName } from 'drizzle-orm'
import { projectAll } from '../../core/projection.ts'
import { nothingYet } from '../../core/surroundings.ts'
import { viewNames } from '../../core/views.ts'
import { write, type Database } from '../database.ts'
import { listRecorded } from '../read/entries.ts'
import { viewTables } from '../schema.ts'
import { viewStatement } from './views.ts'

/** Makes every view anew from entries and public disclosures, all or nothing, and says how many entries were read. */
export async function rebuildViews(db: Database): Promise<number> {
  const recorded = await listRecorded(db)
  const changes = projectAll(recorded, nothingYet)
  await write(db, [
    ...viewNames.toReversed().map((view) => `DELETE FROM ${getTableName(viewTables[view])}`),
    ...changes.map(({ change, entry }) => viewStatement(change, entry.id)),
  ])
  return recorded.length
}
