import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatBareList } from '../../src/core/bare-list.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { replay } from '../../src/core/replay.ts'
import { listLines, sortByName } from '../../src/core/signatory-list.ts'
import { viewNames } from '../../src/core/views.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { viewTables } from '../../src/storage/schema.ts'
import { listRecorded } from '../../src/storage/read/entries.ts'
import { listSignatories } from '../../src/storage/read/signatories.ts'
import { append } from '../../src/storage/write/append.ts'
import { anyDay, happenings, historyOf, longHistoryOf } from '../support/history.ts'
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

it('the bare list of a history of 10,000 entries is the fold of its entries byte for byte, from tables and from leaves', async () => {
  const { parts } = await prepareRegister()
  const { drafts } = longHistoryOf(10_000, 42)
  for (let n = 0; n < drafts.length; n += 500) {
    await append(parts.db, { key: `act ${n}`, size: n, drafts: drafts.slice(n, n + 500) })
  }
  const recorded = await listRecorded(parts.db)
  expect(recorded.length).toBeGreaterThan(9000)
  const leavesAlone = recorded.map((one) => ({ ...one, disclosures: [] }))
  const log = { size: recorded.length, root: new Uint8Array(32) }
  for (const asAt of ['2020-05-31', '2021-06-07', '2026-03-04', '2030-01-01'].map(parseFullDay)) {
    const stored = await listSignatories(parts.db, {}, asAt)
    const bare = formatBareList({ asAt, lines: stored.toSorted((a, b) => a.entry - b.entry) }, log)
    expect(stored.length).toBeGreaterThan(100)
    expect(sha256(formatBareList({ asAt, lines: listLines(replay(leavesAlone), asAt) }, log))).toEqual(sha256(bare))
  }
}, 120_000)

function sorted(rows: readonly object[]): readonly string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))).toSorted()
}
