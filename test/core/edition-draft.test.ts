import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideAgreement } from '../../src/core/agree-edition.ts'
import { parseDay, parseFullDay } from '../../src/core/day.ts'
import { emptyDraft, findMistakes, withText, withoutText, type EditionDraft } from '../../src/core/edition-draft.ts'
import { formatEditionText, parseEditionText } from '../../src/core/edition-text.ts'
import { findOtherShape, readText, tidyText } from '../../src/core/offered-text.ts'
import { nextText, nextWelsh } from '../support/drafts.ts'
import { editionText } from '../support/edition-texts.ts'
import { idOf, stampAt } from './given.ts'

const compact = idOf(20)
const earlier = idOf(21)
const setting = {
  today: parseFullDay('2026-03-04'),
  instruments: [{ id: compact, name: 'Shropshire Compact' }],
  editions: [{ id: earlier, instrument: compact, label: '2014' }],
  principles: new Set(['covenant-2025:1']),
}
const whole: EditionDraft = {
  ...emptyDraft,
  instrument: { registered: compact },
  texts: [nextText],
  reference: 'en',
  inForceFrom: parseDay('2026-04-01'),
  replaces: [earlier],
}

describe('a draft cannot be agreed', () => {
  const day = parseFullDay
  it.each<[string, Partial<EditionDraft>, string]>([
    ['as an agreement that nobody registered', { instrument: { registered: idOf(9) } }, 'instrument'],
    [
      'as a new agreement that is on the register',
      { instrument: { name: 'SHROPSHIRE compact', area: 'Vale', binds: ['all'] } },
      'instrument',
    ],
    ['without a text', { texts: [] }, 'texts'],
    ['with a reference that it has no text in', { reference: 'cy' }, 'reference'],
    [
      'with the text of another agreement',
      { texts: [nextText.replace('instrument: shropshire', 'instrument: x')] },
      'texts',
    ],
    ['as an edition that there is', { texts: [nextText.replace('edition: 2026', 'edition: 2014')] }, 'texts'],
    ['with a promise that one language lacks', { texts: [nextText, nextWelsh.replace(/\n1\.2 .*\n/, '')] }, 'texts'],
    [
      'with a theme of another number in one language',
      { texts: [nextText, nextWelsh.replace('### 7 ', '### 8 ').replaceAll('\n7.', '\n8.')] },
      'texts',
    ],
    ['agreed on a day to come', { agreedOn: day('2026-03-05') }, 'agreedOn'],
    ['in force before it was agreed', { agreedOn: day('2026-03-02'), inForceFrom: day('2026-03-01') }, 'agreedOn'],
    ['with a transition that ends as it begins', { transitionEnds: day('2026-04-01') }, 'transitionEnds'],
    ['with a transition from nothing', { transitionEnds: day('2026-05-01'), replaces: [] }, 'transitionEnds'],
    ['with a term over before it begins', { termEnds: day('2026-03-31') }, 'termEnds'],
    ['to be reviewed before it begins', { reviewBy: day('2026-03-31') }, 'reviewBy'],
    ['in the place of what there is not', { replaces: [idOf(8)] }, 'replaces'],
    [
      'beside a principle that there is not',
      { concordance: [{ theme: 1, principles: ['covenant-2025:9'] }] },
      'concordance',
    ],
    [
      'beside a principle by a theme that there is not',
      { concordance: [{ theme: 99, principles: ['covenant-2025:1'] }] },
      'concordance',
    ],
  ])('%s', (_how, change, field) => {
    expect(findMistakes(whole, setting)).toEqual([])
    expect(findMistakes({ ...whole, ...change }, setting).map((one) => one.field)).toContain(field)
    expect(() => decideAgreement({ ...whole, ...change }, setting, true, stampAt())).toThrow('cannot be agreed yet')
  })

  it('if its text is illustrative and the register is not', () => {
    expect(() => decideAgreement(whole, setting, false, stampAt())).toThrow('illustrative')
  })
})

describe('a text that is offered', () => {
  it('is tidied into one that can be read, with the same words', () => {
    fc.assert(
      fc.property(editionText, fc.constantFrom('\r\n', '\r', '  \n', '\t\n'), (text, end) => {
        const file = formatEditionText(text)
        const untidy = `\uFEFF${file.normalize('NFD').replaceAll('\n', end)}${end}${end}`
        expect(() => parseEditionText(untidy)).toThrow('line 1')
        expect(tidyText(untidy)).toBe(file)
        expect(tidyText(file)).toBe(file)
      }),
    )
  })

  it('has another shape where anybody is bound to something else, whatever its words are', () => {
    const text = parseEditionText(nextText)
    expect(findOtherShape(parseEditionText(nextWelsh), text)).toBeUndefined()
    expect(findOtherShape(parseEditionText(nextText.replace('1.3 Respect', '1.5 Respect')), text)).toBe(
      '1.3 for “public-sector” is missing',
    )
    expect(findOtherShape(parseEditionText(nextText.replace('2026', '2027')), text)).toContain('“2027”')
  })

  it('takes the place of the one in its language, and the first is the reference', () => {
    const both = withText(withText(emptyDraft, nextWelsh), nextText)
    expect(both.reference).toBe('cy')
    expect(withText(both, nextText.replace('becomes a complaint', 'grows')).texts).toHaveLength(2)
    expect(withoutText(both, 'cy')).toEqual({ ...emptyDraft, texts: [nextText] })
    expect(readText(nextText).sha256).toMatch(/^[0-9a-f]{64}$/)
  })
})
