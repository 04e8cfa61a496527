import { describe, expect, it } from 'vitest'
import { addDays, parseFullDay } from '../../src/core/day.ts'
import { forecastFinish, type Waiting } from '../../src/core/forecast.ts'
import { mulberry } from '../support/many-bodies.ts'
import { crowdOf, drawShape, finishOf, foretell, type Member } from './foretold-crowds.ts'

const opening = parseFullDay('2026-01-05')

const kinds = {
  'that answers slowly and steadily': (chance: () => number) => ({ board: null, wait: -Math.log(1 - chance()) * 60 }),
  'of which some are quick and some slow': (chance: () => number) => ({
    board: null,
    wait: -Math.log(1 - chance()) * (chance() < 0.4 ? 8 : 90),
  }),
  'of which a third has a board first': (chance: () => number) => {
    if (chance() > 0.33) return { board: null, wait: -Math.log(1 - chance()) * 50 }
    return { board: Math.floor(chance() * 80), wait: -Math.log(1 - chance()) * 6 }
  },
  'of which a quarter never answers': (chance: () => number) => ({
    board: null,
    wait: chance() < 0.25 ? Number.POSITIVE_INFINITY : -Math.log(1 - chance()) * 45,
  }),
}

const everyKind = [
  'that answers slowly and steadily',
  'of which some are quick and some slow',
  'of which a third has a board first',
  'of which a quarter never answers',
] as const satisfies readonly (keyof typeof kinds)[]

function crowdOfKind(kind: keyof typeof kinds, size: number, seed: number): readonly Member[] {
  const chance = mulberry(seed)
  return Array.from({ length: size }, (_, n) => {
    const asked = [0, 7, 14][n % 3] ?? 0
    const { board, wait } = kinds[kind](chance)
    const begun = board === null ? asked : asked + board
    return { asked, board: board === null ? null : begun, signs: Math.floor(begun + wait) }
  })
}

/** What is foretold of many crowds on the way. */
function foretellAll(kind: keyof typeof kinds, { size, part }: { size: number; part: number }) {
  return Array.from({ length: 40 }, (_, seed) => {
    return foretell(crowdOfKind(kind, size, seed + 1), Math.round(size * 0.6), part)
  })
}

describe.each(everyKind)('of a crowd %s', (kind) => {
  it('the day foretold is at most a fifth of the remaining days off, or none is', () => {
    const said = [0.5, 0.75].flatMap((part) => foretellAll(kind, { size: 500, part })).flatMap(({ off }) => off ?? [])
    expect(said.filter((off) => off > 0.2).length).toBeLessThanOrEqual(Math.max(2, said.length * 0.2))
  })

  it('the finish mostly lies between the days that are named', () => {
    const all = [0.5, 0.75].flatMap((part) => foretellAll(kind, { size: 500, part }))
    expect(all.filter(({ between }) => between).length).toBeGreaterThanOrEqual(all.length * 0.7)
  })
})

it('of large crowds there mostly is a day, taken together', () => {
  const all = everyKind.flatMap((kind) => foretellAll(kind, { size: 4000, part: 0.6 }))
  expect(all.filter(({ off }) => off !== undefined).length).toBeGreaterThan(all.length / 2)
})

/** Another number in `FORECAST_SEED` draws other campaigns. */
const seed = Number(process.env['FORECAST_SEED'] ?? 2026)

/** Campaigns that are looked at on half of their way, and the share of the days named that may be further off than a fifth. */
const [campaigns, missed] = [2000, 0.1]

it(
  `of campaigns of any shape, at half-way, at most one in ten of the days that are named is more than a fifth off (seed ${seed})`,
  { timeout: 120_000 },
  () => {
    const chance = mulberry(seed)
    const told = Array.from({ length: campaigns }, () => {
      const shape = drawShape(chance)
      const crowd = crowdOf(shape, chance)
      return finishOf(crowd, shape.target) > 730 ? [] : [foretell(crowd, shape.target, 0.5)]
    }).flat()
    const offs = told.flatMap(({ off }) => off ?? [])
    expect(offs.length).toBeGreaterThan(told.length / 10)
    expect(offs.filter((off) => off > 0.2).length / offs.length).toBeLessThanOrEqual(missed)
  },
)

describe('nothing is foretold', () => {
  const waiting = (signed: number, open: number): readonly Waiting[] => [
    { track: 'letter', since: opening, until: addDays(opening, 3), signed: true, count: signed },
    { track: 'letter', since: opening, until: null, signed: false, count: open },
  ]

  it('from a handful of signings', () => {
    expect(forecastFinish(waiting(11, 100), 50, addDays(opening, 30)).kind).toBe('too-few')
    expect(forecastFinish(waiting(12, 100), 50, addDays(opening, 30)).kind).not.toBe('too-few')
  })

  it('of a target that is reached', () => {
    expect(forecastFinish(waiting(3, 0), 0, opening).kind).toBe('reached')
  })

  it('of a target that nobody is left for', () => {
    expect(forecastFinish(waiting(100, 20), 50, addDays(opening, 200)).kind).toBe('never')
  })
})
