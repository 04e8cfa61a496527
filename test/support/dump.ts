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

/** Every row of every table as text: what has to be the same where nothing happened. */
export async function dumpTables(db: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows } = await db.$client.execute(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'sqlite%' ORDER BY name`,
  )
  const names = rows.map(({ name }) => (typeof name === 'string' ? name : ''))
  const tables = await db.$client.batch(names.map((name) => `SELECT * FROM "${name}"`))
  return Object.fromEntries(
    tables.map(({ rows: own }, n) => [
      names[n] ?? '',
      own.map((row) => JSON.stringify(Object.values(row), bytesAsHex)).toSorted(),
    ]),
  )
}

function bytesAsHex(_key: string, value: unknown): unknown {
  return value instanceof ArrayBuffer ? Buffer.from(value).toString('hex') : value
}
