import { describe, expect, it } from 'vitest'
import { addDays, daysFrom, parseFullDay, type FullDay } from '../../src/core/day.ts'
import { forecastFinish, type Waiting } from '../../src/core/forecast.ts'
import { mulberry } from '../support/many-bodies.ts'

const opening = parseFullDay('2026-01-05')

/** A body of a crowd: asked on a day, with a board on another or none, and signing on a third or never. Days since the opening. */
type Member = { asked: number; board: number | null; signs: number }

/** What is known of a crowd on a day, and how many of it have signed. */
function knownOf(crowd: readonly Member[], day: number): { waiting: readonly Waiting[]; signed: number } {
  const on = (offset: number): FullDay => addDays(opening, offset)
  const waiting = crowd.map(({ asked, board, signs }): Waiting => {
    const since = board !== null && asked <= day ? board : asked
    const signed = signs <= day
    // Whoever signs before its board has met is done with it.
    const begun = signed && signs < since ? signs : since
    return {
      track: board === null || asked > day ? 'letter' : 'board',
      since: on(begun),
      until: signed ? on(signs) : null,
      signed,
      count: 1,
    }
  })
  return { waiting, signed: waiting.filter(({ signed }) => signed).length }
}

/** On which day a crowd has so many signings. */
function finishOf(crowd: readonly Member[], target: number): number {
  return crowd.map(({ signs }) => signs).toSorted((a, b) => a - b)[target - 1] ?? Number.POSITIVE_INFINITY
}

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

function crowdOf(kind: keyof typeof kinds, size: number, seed: number): readonly Member[] {
  const chance = mulberry(seed)
  return Array.from({ length: size }, (_, n) => {
    const asked = [0, 7, 14][n % 3] ?? 0
    const { board, wait } = kinds[kind](chance)
    const begun = board === null ? asked : asked + board
    return { asked, board: board === null ? null : begun, signs: Math.floor(begun + wait) }
  })
}

/** What is foretold of many crowds on the way, and how far off that was, in parts of the days that remained. */
function foretell(kind: keyof typeof kinds, { size, part }: { size: number; part: number }) {
  return Array.from({ length: 40 }, (_, seed) => {
    const crowd = crowdOf(kind, size, seed + 1)
    const target = Math.round(size * 0.6)
    const finish = finishOf(crowd, target)
    const today = Math.floor(finish * part)
    const { waiting, signed } = knownOf(crowd, today)
    const forecast = forecastFinish(waiting, target - signed, addDays(opening, today))
    const on = addDays(opening, finish)
    const off = forecast.kind === 'day' ? Math.abs(daysFrom(on, forecast.on)) / (finish - today) : undefined
    const between = 'earliest' in forecast && forecast.earliest <= on && on <= (forecast.latest ?? on)
    return { forecast, off, between }
  })
}

describe.each(everyKind)('of a crowd %s', (kind) => {
  it('the day foretold is at most a fifth of the remaining days off, or none is', () => {
    const said = [0.5, 0.75].flatMap((part) => foretell(kind, { size: 500, part })).flatMap(({ off }) => off ?? [])
    expect(said.filter((off) => off > 0.2).length).toBeLessThanOrEqual(Math.max(2, said.length * 0.2))
  })

  it('the finish mostly lies between the days that are named', () => {
    const all = [0.5, 0.75].flatMap((part) => foretell(kind, { size: 500, part }))
    expect(all.filter(({ between }) => between).length).toBeGreaterThanOrEqual(all.length * 0.7)
  })

  it('and of a large one there mostly is a day', () => {
    const all = foretell(kind, { size: 4000, part: 0.6 })
    expect(all.filter(({ off }) => off !== undefined).length).toBeGreaterThan(all.length / 2)
  })
})

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
