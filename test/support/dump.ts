import { getTableName } from 'drizzle-orm'
import { viewNames } from '../../src/core/views.ts'
import type { Database } from '../../src/storage/database.ts'
import { viewTables } from '../../src/storage/schema.ts'

/** Every row of every view as text, in an order that does not depend on how it was written. */
export async function dumpViews(db: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = await db.$client.batch(viewNames.map((view) => `SELECT * FROM ${getTableName(viewTables[view])}`))
  return Object.fromEntries(
    tables.map(({ rows }, n) => [viewNames[n], rows.map((row) => JSON.stringify(Object.entries(row))).toSorted()]),
  )
}
