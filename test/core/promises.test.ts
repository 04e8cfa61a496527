import { describe, expect, it } from 'vitest'
import accord from '../../templates/editions/example-vale-accord-2026.en.md'
import { parseDay, parseFullDay } from '../../src/core/day.ts'
import { parseEditionText } from '../../src/core/edition-text.ts'
import { promisesTo } from '../../src/core/promises.ts'
import { isSignable } from '../../src/core/signable.ts'
import { idOf } from './given.ts'

const text = parseEditionText(accord)
const numbers = (to?: 'public-sector' | 'vcs') =>
  promisesTo(text, to).flatMap(({ undertakings }) => undertakings.map(({ number }) => number))

describe('what was promised', () => {
  it('to a sector is what everybody and the other side promised', () => {
    expect(numbers('vcs')).toEqual(['1.1', '1.2', '2.1', '3.1', '3.2'])
    expect(numbers('public-sector')).toEqual(['1.1', '1.3', '2.1', '2.2', '3.1', '3.3'])
  })

  it('is everything where nobody asks for a side', () => {
    expect(numbers()).toHaveLength(8)
  })

  it('leaves out a theme in which nothing is left', () => {
    const oneSided = {
      ...text,
      themes: text.themes.map((theme) => ({
        ...theme,
        undertakings: theme.undertakings.filter(({ party }) => party === 'vcs'),
      })),
    }
    expect(promisesTo(oneSided, 'vcs')).toEqual([])
  })
})

describe('an edition can be signed', () => {
  const [old, next] = [idOf(1), idOf(2)]
  const days = { transitionEnds: null, termEnds: parseFullDay('2027-12-31'), replaces: [] }
  const edition = { ...days, id: old, texts: ['text'], inForceFrom: parseDay('2014') }
  const successor = { ...days, inForceFrom: parseDay('2026-06-01'), replaces: [old] }
  const editions = new Map([
    [old, edition],
    [next, successor],
  ])
  it.each([
    ['not before it is in force', edition, '2013-12-31', false],
    ['from the year it may be in force', edition, '2014-01-01', true],
    ['until a successor is in force', edition, '2026-05-31', true],
    ['not from then on', edition, '2026-06-01', false],
    ['on the last day of its term', { ...edition, id: next, ...successor }, '2027-12-31', true],
    ['not after it', { ...edition, id: next, ...successor }, '2028-01-01', false],
    ['not where its text is not held', { ...edition, texts: [] }, '2014-01-01', false],
  ])('%s', (_when, asked, day, signable) => {
    expect(isSignable(asked, editions, parseFullDay(day))).toBe(signable)
  })
})
