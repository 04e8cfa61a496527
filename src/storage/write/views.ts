import { getTableColumns, getTableName } from 'drizzle-orm'
import type { ViewChange } from '../../core/views.ts'
import { asArgument, type Statement } from '../database.ts'
import { viewTables } from '../schema.ts'

/**
 * A change of a view as a statement that does something only where the entry it comes from is in the log. A row's
 * position is read from that entry: an act that depends on nothing learns its place only as it is written.
 */
export function viewStatement(change: ViewChange, entry: string): Statement {
  const table = viewTables[change.view]
  const name = getTableName(table)
  if ('insert' in change) {
    const cells = encode(change.view, change.insert)
    const values = cells.map(({ column }) => (column === 'position' ? 'entries.position' : '?'))
    const columns = cells.map(({ column }) => `"${column}"`)
    return {
      sql: `INSERT INTO ${name} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM entries WHERE entries.id = ?`,
      args: [...cells.filter(({ column }) => column !== 'position').map(({ value }) => value), entry],
    }
  }
  const set = encode(change.view, change.set)
  const where = encode(change.view, change.where)
  const assignments = set.map(({ column }) =>
    column === 'position' ? `position = (SELECT position FROM entries WHERE id = ?)` : `"${column}" = ?`,
  )
  const conditions = [...where.map(({ column }) => `"${column}" = ?`), 'EXISTS (SELECT 1 FROM entries WHERE id = ?)']
  return {
    sql: `UPDATE ${name} SET ${assignments.join(', ')} WHERE ${conditions.join(' AND ')}`,
    args: [
      ...set.map(({ column, value }) => (column === 'position' ? entry : value)),
      ...where.map(({ value }) => value),
      entry,
    ],
  }
}

function encode(view: ViewChange['view'], row: object) {
  const columns = getTableColumns(viewTables[view])
  const known = new Map(Object.entries(columns))
  return Object.entries(row).map(([member, value]: [string, unknown]) => {
    const column = known.get(member)
    if (!column) throw new TypeError(`the view ${view} has no ${member}`)
    return { column: column.name, value: asArgument(value === null ? null : column.mapToDriverValue(value)) }
  })
}
