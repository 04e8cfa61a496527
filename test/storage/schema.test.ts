import { getTableColumns, getTableName, is, Table } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { kinds, sectors } from '../../src/core/body-kind.ts'
import { leftOuts } from '../../src/core/campaign.ts'
import { deskRoles } from '../../src/core/desk-role.ts'
import { mailTroubles } from '../../src/core/mail-state.ts'
import { mailLanguages } from '../../src/core/mail-language.ts'
import { confirmations } from '../../src/core/evidence.ts'
import * as campaignSchema from '../../src/storage/campaign-schema.ts'
import { endings } from '../../src/core/desk-act.ts'
import { mandates, methods } from '../../src/core/entry.ts'
import { prolongTroubles } from '../../src/core/prolonging.ts'
import { stampTroubles } from '../../src/core/stamp-trouble.ts'
import { troubles } from '../../src/core/trouble.ts'
import { viewNames } from '../../src/core/views.ts'
import * as eventSchema from '../../src/storage/event-schema.ts'
import * as privateSchema from '../../src/storage/private-schema.ts'
import * as schema from '../../src/storage/schema.ts'
import * as servedSchema from '../../src/storage/served-schema.ts'
import * as witnessSchema from '../../src/storage/witness-schema.ts'
import { prepareRegister } from '../support/register.ts'

const { viewTables, ...logAndRest } = schema
const { ...witnessing } = witnessSchema
const tables = Object.values({
  ...logAndRest,
  ...servedSchema,
  ...witnessing,
  ...privateSchema,
  ...campaignSchema,
  ...eventSchema,
}).filter((table) => is(table, SQLiteTable))
const named = tables.map((table): [string, SQLiteTable] => [getTableName(table), table])

/** What SQLite calls the column types that drizzle knows. */
const types: Record<string, string> = { text: 'TEXT', integer: 'INTEGER', blob: 'BLOB' }

async function migrated() {
  const { parts } = await prepareRegister()
  return async (sql: string): Promise<readonly Readonly<Record<string, string | number>>[]> =>
    JSON.parse(JSON.stringify((await parts.db.$client.execute(sql)).rows))
}

describe('the tables that the code knows are those of the database', () => {
  it('by name, and there are no others', async () => {
    const ask = await migrated()
    const rows = await ask(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '__drizzle*'`,
    )
    expect(rows.map(({ name }) => `${name}`).toSorted()).toEqual(named.map(([name]) => name).toSorted())
  })

  it.each(named)('%s, column by column', async (name, table) => {
    const ask = await migrated()
    const held = (await ask(`PRAGMA table_info("${name}")`)).map((row) => ({
      name: row['name'],
      type: row['type'],
      notNull: row['notnull'] === 1 || row['pk'] !== 0,
      key: row['pk'] !== 0,
    }))
    const composite = new Set(
      getTableConfig(table).primaryKeys.flatMap(({ columns }) => columns.map((one) => one.name)),
    )
    const known = Object.values(getTableColumns(table)).map((column) => ({
      name: column.name,
      type: types[column.getSQLType()],
      notNull: column.notNull,
      key: column.primary || composite.has(column.name),
    }))
    expect(known).toEqual(held)
  })

  it('and every one of them is strict', async () => {
    const ask = await migrated()
    const rows = await ask('PRAGMA table_list')
    const strict = rows.filter((row) => row['strict'] === 1).map(({ name }) => `${name}`)
    expect(strict.toSorted()).toEqual(named.map(([name]) => name).toSorted())
  })

  it('and a view has a table each', () => {
    expect(Object.keys(viewTables)).toEqual([...viewNames])
    expect(Object.values(viewTables).every((table) => is(table, Table))).toBe(true)
  })
})

describe('the database knows the closed lists', () => {
  it.each<[string, string, readonly string[]]>([
    ['bodies', 'sector', sectors],
    ['bodies', 'kind', kinds],
    ['bodies', 'end_reason', ['abolished', 'merged', 'split', 'wound-up', 'registered-twice']],
    ['signings', 'method', methods],
    ['signatures', 'mandate', mandates],
    ['signing_acts', 'act', ['reaffirmed', 'withdrawn', 'suspended', 'reinstated', 'removed', 'voided']],
    ['slugs', 'noun', ['body', 'edition', 'instrument']],
    ['successions', 'relation', ['successor', 'functions-to', 'continued-by']],
    ['sign_ups', 'outcome', ['accepted', 'declined', 'turned-down']],
    ['proposals', 'outcome', ['approved', 'turned-down']],
    ['reports', 'outcome', ['corrected', 'no-mistake']],
    ['bodies', 'end_announced_as', endings],
    ['links', 'purpose', ['resume', 'signature', 'desk', 'invitation', 'calendar']],
    ['coordinators', 'role', deskRoles],
    ['mails', 'language', mailLanguages],
    ['mails', 'trouble', mailTroubles],
    ['invitations', 'left_out', leftOuts],
    ['sessions', 'confirmed_by', confirmations],
    ['codes', 'purpose', ['signature', 'desk']],
    ['troubles', 'trouble', troubles],
    ['stamp_tries', 'trouble', stampTroubles],
    ['certificate_tries', 'trouble', prolongTroubles],
    ['sessions', 'role', ['preparer', 'invited', 'signatory', 'coordinator']],
  ])('of %s.%s', async (table, column, list) => {
    const ask = await migrated()
    const [row] = await ask(`SELECT sql FROM sqlite_schema WHERE name = '${table}'`)
    const [, inside = ''] = new RegExp(`CHECK \\(${column} IN \\(([^)]*)\\)\\)`).exec(`${row?.['sql']}`) ?? []
    expect(inside.split(',').map((item) => item.trim().replaceAll("'", ''))).toEqual([...list])
  })
})
