import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import compact2019 from '../../templates/editions/example-vale-compact-2019.en.md'
import compact2026 from '../../templates/editions/example-vale-compact-2026.en.md'
import { compareEditions, type UndertakingChange } from '../../src/core/edition-changes.ts'
import { parseEditionText, type EditionText, type Undertaking } from '../../src/core/edition-text.ts'
import { comparePassages, compareWords } from '../../src/core/text-diff.ts'
import { editionText } from '../support/edition-texts.ts'

const numbersIn = ({ themes }: EditionText) =>
  themes.flatMap(({ undertakings }) => undertakings.map(({ number }) => number))
const numberOf = (side: UndertakingChange['before']) => (side ? [side.undertaking.number] : [])
const kinds = (changes: readonly UndertakingChange[], kind: UndertakingChange['kind']) =>
  changes.filter((one) => one.kind === kind)

/** Two texts that have much in common: the later one has some of the earlier one's promises, in other places. */
const editions = fc
  .tuple(editionText, editionText, fc.infiniteStream(fc.nat({ max: 3 })))
  .map(([one, other, chance]) => {
    const own = one.themes.flatMap(({ undertakings }) => undertakings)
    const borrow = (undertaking: Undertaking): Undertaking => {
      const draw = chance.next().value
      const lent = own[(draw * 7 + 3) % own.length]
      if (!lent || draw === 0) return undertaking
      return { ...undertaking, text: draw === 1 ? `${lent.text} and so on` : lent.text }
    }
    return [
      one,
      { ...other, themes: other.themes.map((theme) => ({ ...theme, undertakings: theme.undertakings.map(borrow) })) },
    ] as const
  })

describe('what changed between two texts', () => {
  it('has every undertaking of both exactly once, those of the later one in its order', () => {
    fc.assert(
      fc.property(editions, ([earlier, later]) => {
        const changes = compareEditions(earlier, later)
        expect(changes.flatMap(({ after }) => numberOf(after))).toEqual(numbersIn(later))
        expect(changes.flatMap(({ before }) => numberOf(before)).toSorted()).toEqual(numbersIn(earlier).toSorted())
      }),
    )
  })

  it('is nothing between a text and itself, wherever its lines break', () => {
    fc.assert(
      fc.property(editionText, (text) => {
        const broken = {
          ...text,
          themes: text.themes.map((theme) => ({
            ...theme,
            undertakings: theme.undertakings.map((one) => ({ ...one, text: one.text.replaceAll(' ', '\n') })),
          })),
        }
        expect(kinds(compareEditions(text, broken), 'same')).toHaveLength(numbersIn(text).length)
      }),
    )
  })

  it('is the same pairs seen from the other side, with what is new and what is gone exchanged', () => {
    fc.assert(
      fc.property(editions, ([earlier, later]) => {
        const [there, back] = [compareEditions(earlier, later), compareEditions(later, earlier)]
        const forth = there.map(({ kind, before, after }) =>
          [kind, ...numberOf(before), '>', ...numberOf(after)].join(' '),
        )
        const exchange = { new: 'gone', gone: 'new', same: 'same', moved: 'moved', changed: 'changed' } as const
        expect(forth.toSorted()).toEqual(
          back
            .map(({ kind, before, after }) => [exchange[kind], ...numberOf(after), '>', ...numberOf(before)].join(' '))
            .toSorted(),
        )
      }),
    )
  })

  it('tells a promise that moved from one that was rewritten, one that is new and one that is gone', () => {
    const told = (from: string, to: string) =>
      compareEditions(parseEditionText(from), parseEditionText(to)).map(({ kind, before, after }) =>
        [kind, ...numberOf(before), '>', ...numberOf(after)].join(' '),
      )
    const promise = /^1\.1 (.*)$/m.exec(compact2026)?.[1] ?? ''
    const last = /^1\.(\d+) [^#]*(?=\n\n### 2 )/m.exec(compact2026)
    expect(promise.split(' ').length).toBeGreaterThan(5)
    expect(last).not.toBeNull()
    const same = told(compact2026, compact2026).length
    const rewritten = compact2026.replace(promise, promise.replace(/(\S+)\.$/, 'differently.'))
    expect(told(compact2026, rewritten).filter((line) => !line.startsWith('same'))).toEqual(['changed 1.1 > 1.1'])
    const without = compact2026.replace(`1.1 ${promise}`, '1.1 Bananas ripen slowly.')
    expect(told(compact2026, without).filter((line) => !line.startsWith('same'))).toEqual(['new > 1.1', 'gone 1.1 >'])
    const moved = compact2026.replace(`1.1 ${promise}`, `1.99 ${promise}`)
    expect(told(compact2026, moved).filter((line) => !line.startsWith('same'))).toEqual(['moved 1.1 > 1.99'])
    expect(told(compact2019, compact2026).length).toBeGreaterThanOrEqual(same)
  })

  it('has who is bound among its changes', () => {
    const text = parseEditionText(compact2026)
    const [first, ...rest] = text.themes
    if (!first) throw new Error('a template without a theme')
    const other = {
      ...text,
      themes: [
        { ...first, undertakings: first.undertakings.map((one) => ({ ...one, party: 'vcs' as const })) },
        ...rest,
      ],
    }
    const bound = first.undertakings.filter(({ party }) => party !== 'vcs').map(({ number }) => number)
    expect(kinds(compareEditions(text, other), 'changed').flatMap(({ after }) => numberOf(after))).toEqual(bound)
  })
})

const some = fc
  .array(fc.constantFrom('we', 'will', 'pay', 'on', 'time', 'never'), { maxLength: 12 })
  .map((all) => all.join(' '))
const sides = (runs: readonly { kind: string; words: string }[], kind: 'gone' | 'new') =>
  runs
    .filter((run) => run.kind === 'kept' || run.kind === kind)
    .map(({ words }) => words)
    .join(' ')

describe('compared words', () => {
  it('are both texts at once, and keep as much as can be kept', () => {
    fc.assert(
      fc.property(some, some, (before, after) => {
        const runs = compareWords(before, after)
        expect([sides(runs, 'gone'), sides(runs, 'new')]).toEqual([before, after])
        const kept = runs.filter(({ kind }) => kind === 'kept').flatMap(({ words }) => words.split(' '))
        expect(kept).toHaveLength(longestCommon(before.split(' '), after.split(' ')))
      }),
    )
  })

  it('name only the passages that differ', () => {
    const before = 'One.\n\nTwo thngs.\n\nThree.\n\nFour.\n'
    expect(comparePassages(before, 'One.\n\nTwo things.\n\nThree.\n\nFour.\n\nFive.\n')).toEqual([
      [
        { kind: 'kept', words: 'Two' },
        { kind: 'gone', words: 'thngs.' },
        { kind: 'new', words: 'things.' },
      ],
      [{ kind: 'new', words: 'Five.' }],
    ])
    expect(comparePassages(before, before)).toEqual([])
  })
})

/** By definition, for short texts. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  const [first, ...rest] = one
  if (first === undefined || first === '') return 0
  const at = other.indexOf(first)
  const without = longestCommon(rest, other)
  return at < 0 ? without : Math.max(without, 1 + longestCommon(rest, other.slice(at + 1)))
}
