import { describe, expect, it } from 'vitest'
import { compareDistances, distanceOf, fits, readAsked } from '../../src/core/search.ts'
import { initialsOf, isSlip, shapesOf, wordsOf } from '../../src/core/search-words.ts'

describe('the words of a name', () => {
  it.each([
    ['Friends of the Vale', ['friends', 'vale']],
    ['Tŷ Gwyn’s (Vale) & Hill-top', ['ty', 'gwyns', 'vale', 'hill', 'top']],
    ['The And', ['the', 'and']],
    ['Vale Vale', ['vale']],
    ['—', []],
  ])('%s', (name, words) => {
    expect(wordsOf(name)).toEqual(words)
  })
})

describe('a name is shortened to', () => {
  it.each([
    ['NHS Vale Integrated Care Board', ['icb', 'nvicb', 'nv']],
    ['Friends of the Earth', ['fe', 'fote']],
    ['Vale Police and Crime Commissioner', ['pcc', 'vpcc', 'vpacc']],
  ])('%s', (name, short) => {
    expect(initialsOf(name)).toEqual(expect.arrayContaining(short))
  })

  it('nothing, where it has one word', () => {
    expect(initialsOf('Vale')).toEqual([])
  })
})

describe('a slip', () => {
  it.each([
    ['a letter more', 'parissh'],
    ['a letter less', 'parsh'],
    ['another letter', 'pariwh'],
    ['two swapped', 'aprish'],
    ['two swapped at the end', 'parihs'],
    ['a letter before', 'sparish'],
  ])('is %s', (_what, typed) => {
    expect([isSlip(typed, 'parish'), isSlip('parish', typed)]).toEqual([true, true])
  })

  it.each([
    ['no slip at all', 'parish', 'parish'],
    ['two slips', 'prsh', 'parish'],
    ['a letter that has moved', 'aripsh', 'parish'],
    ['in a short word', 'wem', 'wam'],
  ])('is not %s', (_what, typed, word) => {
    expect(isSlip(typed, word)).toBe(false)
  })

  it('leaves the two words a shape in common, whatever they are', () => {
    const words = [4, 5, 6].flatMap((length) =>
      Array.from({ length: 2 ** length }, (_, n) => n.toString(2).padStart(length, '0')),
    )
    const pairs = words.flatMap((one) =>
      words.filter((other) => isSlip(one, other)).map((other) => [one, other] as const),
    )
    expect(pairs.length).toBeGreaterThan(1000)
    expect(pairs.filter(([one, other]) => !shapesOf(one).some((shape) => shapesOf(other).includes(shape)))).toEqual([])
  })
})

describe('what was typed', () => {
  const order = (typed: string, ...names: readonly string[]) =>
    names
      .map((name) => ({ name, distance: distanceOf(readAsked(typed), { names: name.split('/'), numbered: false }) }))
      .toSorted((a, b) => compareDistances(a.distance, b.distance))
      .map(({ name }) => name)

  it.each([
    ['has the name itself first', 'vale council', 'Vale Council', 'Council Vale'],
    ['has a whole name with a slip before a longer one', 'dale council', 'Vale Council', 'Dale Town Council'],
    ['has every word before some', 'dale council', 'Dale Town Council', 'Vale Dale'],
    ['has no slip before a slip', 'dale', 'Dale Town Council', 'Vale Town Council'],
    ['has a present name before a former one', 'vale council', 'Vale Council', 'Hill Council/Vale Council'],
    ['has the shorter name first', 'vale', 'Vale Hall', 'Vale Village Hall'],
  ])('%s', (_what, typed, nearer, farther) => {
    expect(order(typed, farther, nearer)).toEqual([nearer, farther])
  })

  it('fits where nothing is missing', () => {
    const isWhole = (typed: string) =>
      fits(distanceOf(readAsked(typed), { names: ['Vale Town Council'], numbered: false }))
    expect(['vale town', 'council vlae', 'vale tc', 'vale hall'].map(isWhole)).toEqual([true, true, true, false])
  })
})
