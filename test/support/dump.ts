import { getTableName } from 'drizzle-orm'
import { viewNames } from '../../src/core/views.ts'
import type { Database } from '../../src/storage/database.ts'
import { bodyWords, viewTables, wordShapes } from '../../src/storage/schema.ts'

/** Every row of every view, and of what triggers keep beside them, as text in an order that does not depend on how it was written. */
export async function dumpViews(db: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const names = [...viewNames.map((view) => viewTables[view]), bodyWords, wordShapes].map((table) =>
    getTableName(table),
  )
  const tables = await db.$client.batch(names.map((name) => `SELECT * FROM ${name}`))
  return Object.fromEntries(
    tables.map(({ rows }, n) => [names[n], rows.map((row) => JSON.stringify(Object.entries(row))).toSorted()]),
  )
}
