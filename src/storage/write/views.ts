import { getTableColumns, getTableName } from 'drizzle-orm'
import type { View, ViewChange } from '../../core/views.ts'
import { asArgument, type Statement } from '../database.ts'
import { viewTables } from '../schema.ts'

/** A change of a view as a statement. The place is the entry's position where that is not known before it is written. */
export function viewStatement(change: ViewChange, place?: Statement): Statement {
  const table = viewTables[change.view]
  const name = getTableName(table)
  const own = (cell: Cell) => (place && cell.column === 'position' ? place : { sql: '?', args: [cell.value] })
  if ('insert' in change) {
    const cells = encode(change.view, change.insert)
    const values = cells.map(own)
    const columns = cells.map(({ column }) => `"${column}"`).join(', ')
    const listed = values.map(({ sql }) => sql).join(', ')
    return { sql: `INSERT INTO ${name} (${columns}) VALUES (${listed})`, args: values.flatMap(({ args }) => args) }
  }
  const set = encode(change.view, change.set)
  const where = encode(change.view, change.where)
  const assignments = set.map((cell) => `"${cell.column}" = ${own(cell).sql}`)
  const conditions = ['true', ...where.map(({ column }) => `"${column}" = ?`)]
  return {
    sql: `UPDATE ${name} SET ${assignments.join(', ')} WHERE ${conditions.join(' AND ')}`,
    args: [...set.flatMap((cell) => own(cell).args), ...where.map(({ value }) => value)],
  }
}

/** So many rows go into one statement. */
const together = 1000

/** Rows of a view that has none, in their order, as few statements: the driver prepares each of them anew. */
export function rowStatements(view: View, rows: readonly object[]): readonly Statement[] {
  const [first] = rows
  if (!first) return []
  const columns = encode(view, first).map(({ column }) => `"${column}"`)
  const values = columns.map((_column, n) => `value ->> ${n}`)
  const sql = `INSERT INTO ${getTableName(viewTables[view])} (${columns.join(', ')})
    SELECT ${values.join(', ')} FROM json_each(?) ORDER BY key`
  return Array.from({ length: Math.ceil(rows.length / together) }, (_, n) => {
    const some = rows.slice(n * together, (n + 1) * together)
    return { sql, args: [JSON.stringify(some.map((row) => encode(view, row).map(({ value }) => value)))] }
  })
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
