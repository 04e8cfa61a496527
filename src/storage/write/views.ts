import { getTableColumns, getTableName } from 'drizzle-orm'
import type { ViewChange } from '../../core/views.ts'
import { asArgument, type Statement } from '../database.ts'
import { viewTables } from '../schema.ts'

/**
 * A change of a view as a statement, that does something only where a condition holds. A row's position is read from the
 * entry it comes from: an act that depends on nothing learns its place only as it is written.
 */
export function viewStatement(change: ViewChange, entry: string, condition?: string): Statement {
  const table = viewTables[change.view]
  const name = getTableName(table)
  const place = '(SELECT position FROM entries WHERE id = ?)'
  const valueOf = ({ column, value }: Cell) => (column === 'position' ? entry : value)
  if ('insert' in change) {
    const cells = encode(change.view, change.insert)
    const values = cells.map(({ column }) => (column === 'position' ? place : '?')).join(', ')
    const columns = cells.map(({ column }) => `"${column}"`).join(', ')
    const rows = condition ? `SELECT ${values} WHERE ${condition}` : `VALUES (${values})`
    return { sql: `INSERT INTO ${name} (${columns}) ${rows}`, args: cells.map(valueOf) }
  }
  const set = encode(change.view, change.set)
  const where = encode(change.view, change.where)
  const assignments = set.map(({ column }) => (column === 'position' ? `position = ${place}` : `"${column}" = ?`))
  const conditions = [...where.map(({ column }) => `"${column}" = ?`), condition ?? 'true']
  return {
    sql: `UPDATE ${name} SET ${assignments.join(', ')} WHERE ${conditions.join(' AND ')}`,
    args: [...set.map(valueOf), ...where.map(({ value }) => value)],
  }
}

type Cell = { column: string; value: Statement['args'][number] }

const columnsOf = new Map(
  Object.entries(viewTables).map(([view, table]) => [view, new Map(Object.entries(getTableColumns(table)))]),
)

function encode(view: ViewChange['view'], row: object): Cell[] {
  const known = columnsOf.get(view)
  return Object.entries(row).map(([member, value]: [string, unknown]) => {
    const column = known?.get(member)
    if (!column) throw new TypeError(`the view ${view} has no ${member}`)
    return { column: column.name, value: asArgument(value === null ? null : column.mapToDriverValue(value)) }
  })
}
