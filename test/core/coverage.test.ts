import { describe, expect, it } from 'vitest'
import { coverageOn, type BodyCount, type StoodSigning } from '../../src/core/coverage.ts'
import { parseDay, parseFullDay } from '../../src/core/day.ts'
import { idOf } from './given.ts'

const on = parseFullDay('2026-03-04')
const council = { kind: 'district-council', startedOn: null, endedOn: null } as const
const group = (rest: Partial<BodyCount>): BodyCount => ({ ...council, count: 1, ...rest })
const signing = (body: number, rest: Partial<StoodSigning> = {}): StoodSigning => {
  return { ...council, body: idOf(body), edition: idOf(99), standing: 'in-force', ...rest }
}
const figures = (bodies: readonly BodyCount[], signings: readonly StoodSigning[]) =>
  coverageOn(bodies, signings, on).map(({ inForce, otherwise, unsigned }) => [inForce, otherwise, unsigned])

describe('coverage', () => {
  it('counts every body once, by the best of its signings', () => {
    const signings = [
      signing(1, { standing: 'earlier-edition' }),
      signing(1),
      signing(2, { standing: 'lapsed' }),
      signing(2, { standing: 'withdrawn' }),
    ]
    expect(figures([group({ count: 5 })], signings)).toEqual([[1, 1, 3]])
  })

  it('knows no signing that was entered in error', () => {
    expect(figures([group({})], [signing(1, { standing: 'entered-in-error' })])).toEqual([[0, 0, 1]])
  })

  it('counts a body that has ended only for what it signed', () => {
    const endedOn = parseDay('2026-03-03')
    const ended = signing(1, { standing: 'ended', endedOn })
    expect(figures([group({ endedOn, count: 2 }), group({ count: 3 })], [ended])).toEqual([[0, 1, 3]])
    expect(figures([group({ endedOn, count: 2 })], [])).toEqual([])
  })

  it.each([
    ['its last day', { endedOn: parseDay('2026-03-04') }, 1],
    ['a month within which it ends', { endedOn: parseDay('2026-03') }, 1],
    ['the day before it began', { startedOn: parseDay('2026-03-05') }, 0],
    ['its first day', { startedOn: parseDay('2026-03-04') }, 1],
  ])('knows a body on %s', (_when, days, unsigned) => {
    expect(figures([group(days)], [])).toEqual(unsigned ? [[0, 0, 1]] : [])
  })

  it('stands in the order of kinds, whatever the figures are', () => {
    const bodies = [group({ kind: 'assembly', count: 9 }), group({ kind: 'nhs-body' }), group({ count: 4 })]
    expect(coverageOn(bodies, [], on).map(({ kind }) => kind)).toEqual(['district-council', 'nhs-body', 'assembly'])
  })
})
