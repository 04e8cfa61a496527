import { getTableColumns, sql, type SQL } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { statement, type Condition, type Database, type Statement } from '../database.ts'

/**
 * A row that is written only where a condition holds at the moment of writing: the world may have moved since the action
 * looked. Missing members are null.
 */
export function insertIf<Table extends SQLiteTable>(
  db: Database,
  table: Table,
  row: Table['$inferInsert'],
  condition: Condition,
): Statement {
  const members = new Map<string, unknown>(Object.entries(row))
  const cells = Object.entries(getTableColumns(table)).map(([name, column]) =>
    sql.param(members.get(name) ?? null, column),
  )
  return statement(db.insert(table).select(sql`SELECT ${sql.join(cells, sql`, `)} WHERE ${condition}`))
}

/** Rows that are written of what a query finds at the moment of writing; `from` is all of it after the cells. Missing members are null. */
export function insertFrom<Table extends SQLiteTable>(
  db: Database,
  table: Table,
  cells: Readonly<Partial<Record<keyof Table['$inferInsert'], SQL>>>,
  from: SQL,
): Statement {
  const members = new Map<string, SQL | undefined>(Object.entries(cells))
  const columns = Object.keys(getTableColumns(table)).map((name) => members.get(name) ?? sql`NULL`)
  return statement(db.insert(table).select(sql`SELECT ${sql.join(columns, sql`, `)} ${from}`))
}
