import fc from 'fast-check'
import { parties } from '../../src/core/body-kind.ts'
import type { EditionText } from '../../src/core/edition-text.ts'

const word = fc.stringMatching(/^[A-Za-zŵâ£“’(][A-Za-zŵâ.,;:’)-]{0,8}$/)
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((each) => each.join(' '))
const paragraph = fc.array(words, { minLength: 1, maxLength: 3 }).map((each) => each.join('\n'))
const paragraphs = fc.array(paragraph, { maxLength: 2 })
const section = fc.record({ heading: words, paragraphs })

const theme = (number: number) =>
  fc
    .record({
      name: words,
      introduction: paragraphs,
      promises: fc.array(fc.record({ party: fc.constantFrom(...parties), text: paragraph }), {
        minLength: 1,
        maxLength: 5,
      }),
    })
    .map(({ promises, ...rest }) => ({
      number,
      ...rest,
      undertakings: promises
        .toSorted((a, b) => parties.indexOf(a.party) - parties.indexOf(b.party))
        .map((promise, n) => ({ ...promise, number: `${number}.${n + 1}` })),
    }))

/** Any text that an edition may have. */
export const editionText: fc.Arbitrary<EditionText> = fc
  .record({
    instrument: fc.constantFrom('compact', 'example-vale-accord'),
    label: words.filter((text) => text.length <= 40),
    language: fc.constantFrom('en', 'cy'),
    illustrative: fc.boolean(),
    headings: fc.uniqueArray(words, { minLength: 3, maxLength: 3 }),
    title: words,
    introduction: paragraphs,
    values: fc.array(words, { maxLength: 3 }),
    section,
    themesSection: section,
    themes: fc.tuple(theme(1), theme(2), theme(10)),
    closing: fc.array(section, { maxLength: 2 }),
  })
  .map(({ headings: [all = '', publicSector = '', vcs = ''], section: above, ...rest }) => ({
    ...rest,
    partyHeadings: { all, 'public-sector': publicSector, vcs },
    valuesSection: rest.values.length > 0 ? above : undefined,
  }))
