import fc from 'fast-check'
import { expect, it } from 'vitest'
import { replay } from '../../src/core/replay.ts'
import { listLines, sortByName } from '../../src/core/signatory-list.ts'
import { viewNames } from '../../src/core/views.ts'
import { viewTables } from '../../src/storage/schema.ts'
import { listRecorded } from '../../src/storage/read/entries.ts'
import { listSignatories } from '../../src/storage/read/signatories.ts'
import { append } from '../../src/storage/write/append.ts'
import { anyDay, happenings, historyOf } from '../support/history.ts'
import { prepareRegister } from '../support/register.ts'

it('the tables and the list of any history, on any day, are those of its replay in memory', async () => {
  await fc.assert(
    fc.asyncProperty(happenings, fc.array(anyDay, { minLength: 5 }), async (happened, days) => {
      const { parts } = await prepareRegister()
      await append(parts.db, { key: 'history', size: 0, drafts: historyOf(happened) })
      const rows = replay(await listRecorded(parts.db))
      for (const name of viewNames) {
        const table = await parts.db.select().from(viewTables[name])
        expect(sorted(rows[name])).toEqual(sorted(table))
      }
      for (const day of days) {
        expect(await listSignatories(parts.db, {}, day)).toEqual(sortByName(listLines(rows, day), rows))
      }
    }),
    { numRuns: 25 },
  )
}, 60_000)

function sorted(rows: readonly object[]): readonly string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))).toSorted()
}
