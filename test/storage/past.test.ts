import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDayOf, parseDay, parseFullDay } from '../../src/core/day.ts'
import type { Entry } from '../../src/core/entry.ts'
import type { Recorded } from '../../src/core/recorded.ts'
import { replay } from '../../src/core/replay.ts'
import { listLines, orders } from '../../src/core/signatory-list.ts'
import { kinds, sectors } from '../../src/core/body-kind.ts'
import { standings } from '../../src/core/standing.ts'
import { isUuid } from '../../src/core/uuid.ts'
import { findCoverage } from '../../src/storage/read/coverage.ts'
import { loadPast } from '../../src/storage/read/past.ts'
import { readPast } from '../../src/storage/read/past-reading.ts'
import { readPresent, type Reading } from '../../src/storage/read/reading.ts'
import { append } from '../../src/storage/write/append.ts'
import { anyDay, happenings, historyOf, recordedOf } from '../support/history.ts'
import { prepareRegister } from '../support/register.ts'

const question = fc.record({
  q: fc.constantFrom(undefined, '', 'vale', 'val', 'council vael', 'assembly', 'ty gwyn', 'GB-7', 'vc', '&'),
  sector: fc.constantFrom(undefined, ...sectors),
  kind: fc.constantFrom(undefined, ...kinds.filter((kind) => ['assembly', 'nhs-body'].includes(kind))),
  standing: fc.constantFrom(undefined, undefined, ...standings),
  edition: fc.constantFrom(undefined, 'vale-council-0', 'vale-council-7', 'none'),
  signed: fc.constantFrom(undefined, 'yes' as const, 'no' as const),
})
const plain = ([1, 2, 3] as const).map((page) => ({ filter: {}, sort: 'name' as const, page, perPage: 2 }))
const asked = fc.record({
  filter: question,
  sort: fc.constantFrom(...orders),
  page: fc.integer({ min: 1, max: 4 }),
  perPage: fc.constantFrom(3, 100),
})

/** Everything that pages ask, of a register read either way. */
async function readAll(reading: Reading, on: ReturnType<typeof parseFullDay>, questions: readonly Asked[]) {
  const slugs = ['vale-council', 'vale', 'vale-2', 'ty-gwyn', 'body', 'nobody']
  const bodies = (await Promise.all(slugs.map(async (slug) => reading.findBody(slug)))).filter((one) => !!one)
  return {
    editions: await reading.listEditions(),
    pages: await Promise.all(questions.map(async (one) => reading.findSignatoryPage(one, on))),
    lists: await Promise.all(questions.map(async ({ filter }) => reading.listSignatories(filter, on))),
    bodies,
    byId: await Promise.all(bodies.map(async ({ id }) => reading.findBodyById(id))),
    standings: await Promise.all(bodies.map(async (body) => reading.listStandings(body, on))),
    changes: await Promise.all(bodies.map(async ({ id }) => reading.listChangesOf(id))),
    identifiers: await Promise.all(bodies.map(async ({ id }) => reading.listIdentifiers(id))),
    coverage: await findCoverage(reading, { instrument: undefined, asAt: on }),
    asides: await reading.listAsides(bodies.map(({ id }) => id)),
  }
}
type Asked = Parameters<Reading['findSignatoryPage']>[0]

describe('a register read from its replay', () => {
  it('says of any history, on any day, what its tables say', async () => {
    await fc.assert(
      fc.asyncProperty(
        happenings,
        anyDay,
        fc.array(asked, { minLength: 6, maxLength: 6 }),
        async (happened, on, questions) => {
          const { parts } = await prepareRegister()
          const drafts = historyOf(happened)
          await append(parts.db, { key: 'history', size: 0, drafts })
          const past = readPast(await loadPast(parts.db, drafts.length))
          const all = [...plain, ...questions]
          expect(await readAll(past, on, all)).toEqual(await readAll(readPresent(parts.db), on, all))
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)

  it('at a size says for ever what it said when the log was as long', async () => {
    await fc.assert(
      fc.asyncProperty(
        happenings,
        fc.nat(),
        anyDay,
        fc.array(asked, { minLength: 3, maxLength: 3 }),
        async (happened, at, on, questions) => {
          const { parts } = await prepareRegister()
          const drafts = historyOf(happened)
          const cut = 1 + (at % drafts.length)
          await append(parts.db, { key: 'first', size: 0, drafts: drafts.slice(0, cut) })
          const then = await readAll(readPresent(parts.db), on, questions)
          if (cut < drafts.length) await append(parts.db, { key: 'rest', size: cut, drafts: drafts.slice(cut) })
          expect(await readAll(readPast(await loadPast(parts.db, cut)), on, questions)).toEqual(then)
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)
})

it('how a signing stood on a past day changes only by an entry whose own days reach that day', () => {
  let changed = 0
  fc.assert(
    fc.property(happenings, anyDay, (happened, day) => {
      const recorded = recordedOf(historyOf(happened))
      for (const [n, one] of recorded.entries()) {
        const [before, after] = [n, n + 1].map((size) => begunStandings(recorded.slice(0, size), day))
        if (before === after) continue
        changed += 1
        expect(reaches(one.entry, day)).toBe(true)
      }
    }),
    { numRuns: 400 },
  )
  expect(changed).toBeGreaterThan(20)
})

/** How every signing stood that had begun. */
function begunStandings(recorded: readonly Recorded[], asAt: ReturnType<typeof parseFullDay>): string {
  const begun = listLines(replay(recorded), asAt).filter(({ standing }) => standing !== 'not-yet')
  return begun.map(({ entry, standing }) => `${entry} ${standing}`).join('\n')
}

/** Whether a day of an entry may lie on or before another. One that has no day at all is about all days. */
function reaches(entry: Entry, on: ReturnType<typeof parseFullDay>): boolean {
  const days = daysIn(Object.entries(entry).filter(([name]) => name !== 'at'))
  return days.length === 0 || days.some((day) => firstDayOf(parseDay(day)) <= on)
}

function daysIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^\d{4}(-\d\d){0,2}$/.test(value) && !isUuid(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(daysIn) : []
}
