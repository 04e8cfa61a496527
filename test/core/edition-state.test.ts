import { describe, expect, it } from 'vitest'
import { parseDay, parseFullDay } from '../../src/core/day.ts'
import { editionStateOn } from '../../src/core/edition-state.ts'
import type { EditionFacts } from '../../src/core/standing.ts'
import { idOf } from './given.ts'

const [old, next] = [idOf(1), idOf(2)]
const facts = (from: string, change: Partial<EditionFacts> = {}): EditionFacts => {
  return { inForceFrom: parseDay(from), transitionEnds: null, termEnds: null, replaces: [], ...change }
}
const on = (id: typeof old, day: string, until: string | null = '2026-09-30') =>
  editionStateOn(
    id,
    new Map([
      [old, facts('2014')],
      [
        next,
        facts('2026-04-01', {
          replaces: [old],
          transitionEnds: until === null ? null : parseFullDay(until),
          termEnds: parseFullDay('2030-12-31'),
        }),
      ],
    ]),
    parseFullDay(day),
  )

describe('the state of an edition', () => {
  it.each([
    ['is agreed until it comes into force', next, '2026-03-31', 'agreed'],
    ['is in force on its first day', next, '2026-04-01', 'in-force'],
    ['is in force on the last day of its term', next, '2030-12-31', 'in-force'],
    ['is over the day after', next, '2031-01-01', 'over'],
    ['is in force until what replaces it is', old, '2026-03-31', 'in-force'],
    ['is in transition on the last day of it', old, '2026-09-30', 'in-transition'],
    ['is superseded the day after', old, '2026-10-01', 'superseded'],
  ] as const)('%s', (_what, id, day, state) => {
    expect(on(id, day)).toBe(state)
  })

  it('is in transition for good where nobody said when that ends', () => {
    expect(on(old, '2029-01-01', null)).toBe('in-transition')
  })
})
