import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kinds, sectors } from '../../src/core/body-kind.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { orders, type SignatoryLine } from '../../src/core/signatory-list.ts'
import { standings } from '../../src/core/standing.ts'
import { demonstration } from '../../src/demonstration.ts'
import { listBodies } from '../../src/storage/read/bodies.ts'
import { listEditions } from '../../src/storage/read/editions.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { listSignatories } from '../../src/storage/read/signatories.ts'
import { findSignatoryPage } from '../../src/storage/read/signatory-page.ts'
import { listStood } from '../../src/storage/read/standings.ts'
import { append } from '../../src/storage/write/append.ts'
import { happenings, historyOf } from '../support/history.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister, prepareRegister, type Register } from '../support/register.ts'

const asAt = parseFullDay('2026-03-27')
const everything = { page: 1, perPage: 100_000 }

describe('a page of the list', () => {
  let register: Register
  const tidying: (() => void)[] = []
  beforeAll(async () => {
    register = await openRegister(demonstration, (tidy) => tidying.unshift(tidy))
    await registerBodies(register.parts, inventBodies(300), 2)
  }, 60_000)
  afterAll(() => tidying.forEach((tidy) => tidy()))
  const find = (
    filter: Parameters<typeof findSignatoryPage>[1]['filter'],
    { sort = 'name', page = 1, perPage = 20 }: Partial<Parameters<typeof findSignatoryPage>[1]> = {},
  ) => findSignatoryPage(register.parts.db, { filter, sort, page, perPage }, asAt)

  it.each(orders)('continues where the one before ended, by %s', async (sort) => {
    const whole = await find({}, { sort, ...everything })
    const first = await find({}, { sort })
    const rest = await Promise.all(Array.from({ length: first.pages - 1 }, (_, n) => find({}, { sort, page: n + 2 })))
    expect([first, ...rest].flatMap(({ lines }) => lines)).toEqual(whole.lines)
    expect([first, ...rest].flatMap(({ unsigned }) => unsigned)).toEqual(whole.unsigned)
    expect({ ...whole.counts, pages: first.pages }).toEqual({ signings: 150, unsigned: 150, pages: 15 })
    expect(rest.slice(0, -1).map(({ lines, unsigned }) => lines.length + unsigned.length)).toEqual(Array(13).fill(20))
  })

  it('is in the order that was asked for', async () => {
    const days = async (sort: 'newest' | 'oldest') =>
      (await find({}, { sort })).lines.map(({ signedOn }) => `${signedOn}`)
    const [newest, oldest] = [await days('newest'), await days('oldest')]
    expect(newest).toEqual(newest.toSorted().toReversed())
    expect(oldest).toEqual(oldest.toSorted())
    expect([newest[0], oldest[0]]).toEqual(['2026-01-28', '2026-01-10'])
  })

  it('beyond the last is the last', async () => {
    expect(await find({}, { page: 99 })).toEqual(await find({}, { page: 15 }))
  })

  it('has every body that matches, signed or not, and those alone', async () => {
    const { lines, unsigned } = await find({ kind: 'community-group' }, everything)
    const all = await listBodies(register.parts.db, { kind: 'community-group' })
    const shown = [...lines.map(({ body }) => body.slug), ...unsigned.map(({ slug }) => slug)]
    expect(shown.toSorted()).toEqual(all.map(({ slug }) => slug).toSorted())
  })

  it.each([
    ['has signed', 'yes', { signings: 150, unsigned: 0 }],
    ['has not signed', 'no', { signings: 0, unsigned: 150 }],
  ] as const)('is of whoever %s', async (_what, signed, counts) => {
    expect((await find({ signed })).counts).toEqual(counts)
  })

  it('of those who have not signed an edition has everybody who signed only another', async () => {
    const [first, second] = await listEditions(register.parts.db)
    expect((await find({ signed: 'no', edition: first?.slug })).counts.unsigned).toBe(150)
    expect((await find({ signed: 'no', edition: second?.slug })).counts.unsigned).toBe(300)
    expect((await find({ edition: second?.slug })).counts).toEqual({ signings: 0, unsigned: 0 })
  })
})

describe('whatever happened, and whatever is asked', () => {
  const asked = fc.record({
    q: fc.constantFrom(undefined, 'vale', 'council', 'assembly', 'vael'),
    sector: fc.constantFrom(undefined, ...sectors),
    kind: fc.constantFrom(undefined, ...kinds.filter((kind) => ['assembly', 'nhs-body'].includes(kind))),
    standing: fc.constantFrom(undefined, undefined, ...standings),
    edition: fc.constantFrom(undefined, 'vale-council-0', 'vale-council-7', 'none'),
  })

  it('the page has the lines of the whole list, and the counts are its counts', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, fc.array(asked, { minLength: 4, maxLength: 4 }), async (happened, questions) => {
        const { parts } = await prepareRegister()
        const drafts = historyOf(happened)
        await append(parts.db, { key: 'history', size: await logSize(parts.db), drafts })
        for (const filter of questions) {
          const whole = await listSignatories(parts.db, filter, asAt)
          const pages = await Promise.all(
            orders.map((sort) => findSignatoryPage(parts.db, { filter, sort, ...everything }, asAt)),
          )
          expect(pages.map(({ counts }) => counts.signings)).toEqual(pages.map(() => whole.length))
          const [named, newest, oldest, standing] = pages.map(({ lines }) => lines)
          expect(named).toEqual(whole)
          expect(newest).toEqual(
            sortedBy(whole, ({ signedOn, entry }) => `${signedOn ?? ''} ${digits(entry)}`).toReversed(),
          )
          expect(oldest).toEqual(sortedBy(whole, ({ signedOn, entry }) => `${signedOn ?? '~'} ${digits(entry)}`))
          expect(standing).toEqual(sortedBy(whole, (line) => digits(standings.indexOf(line.standing))))
        }
        const all = await listSignatories(parts.db, {}, asAt)
        const stood = await listStood(parts.db, undefined, asAt)
        expect(new Map(stood.map((one) => [one.entry, one.standing]))).toEqual(
          new Map(all.map((line) => [line.entry, line.standing])),
        )
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})

function sortedBy(lines: readonly SignatoryLine[], key: (line: SignatoryLine) => string): readonly SignatoryLine[] {
  return lines.toSorted((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))))
}

function digits(number: number): string {
  return String(number).padStart(6, '0')
}
