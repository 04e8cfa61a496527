import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatEditionText, parseEditionText, textDigest, type EditionText } from '../../src/core/edition-text.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { editionText } from '../support/edition-texts.ts'

const small = `---
instrument: example-compact
edition: 2026
language: en
illustrative: true
party-all: We will all
party-public-sector: Public bodies will
party-vcs: Groups will
---

# Example Compact

Words that
run over a line.

## Values

We share:

1. Trust
2. Tŷ agored

## Themes

### 1 Talking

Why we talk.

#### We will all

1.1 Talk.

#### Groups will

1.2 Listen to
everybody.

### 3 Money

#### Public bodies will

3.1 Pay.

3.2 Pay on time.

## Disputes

Ask first.
`

describe('the text of an edition', () => {
  it('is read word for word', () => {
    expect(parseEditionText(small)).toEqual({
      instrument: 'example-compact',
      label: '2026',
      language: 'en',
      illustrative: true,
      partyHeadings: { all: 'We will all', 'public-sector': 'Public bodies will', vcs: 'Groups will' },
      title: 'Example Compact',
      introduction: ['Words that\nrun over a line.'],
      valuesSection: { heading: 'Values', paragraphs: ['We share:'] },
      values: ['Trust', 'Tŷ agored'],
      themesSection: { heading: 'Themes', paragraphs: [] },
      themes: [
        {
          number: 1,
          name: 'Talking',
          introduction: ['Why we talk.'],
          undertakings: [
            { number: '1.1', party: 'all', text: 'Talk.' },
            { number: '1.2', party: 'vcs', text: 'Listen to\neverybody.' },
          ],
        },
        {
          number: 3,
          name: 'Money',
          introduction: [],
          undertakings: [
            { number: '3.1', party: 'public-sector', text: 'Pay.' },
            { number: '3.2', party: 'public-sector', text: 'Pay on time.' },
          ],
        },
      ],
      closing: [{ heading: 'Disputes', paragraphs: ['Ask first.'] }],
    })
  })

  it('may have no values', () => {
    const text = parseEditionText(small.replace(/## Values[^#]*/, ''))
    expect([text.valuesSection, text.values]).toEqual([undefined, []])
    expect(text.themes).toHaveLength(2)
  })

  it.each([
    ['without front matter', /^---\n[^]*?---\n\n/, '', 'line 1: the file begins with front matter'],
    ['whose front matter does not end', /---\n\n/, '\n', 'line 1: the file begins with front matter'],
    ['with a line of front matter missing', 'language: en\n', '', 'line 4: the front matter has "language: …" here'],
    [
      'with an unknown line of front matter',
      'party-vcs',
      'party-cso',
      'line 8: the front matter has "party-vcs: …" here',
    ],
    [
      'with one more line of front matter',
      '\n---\n',
      '\nauthor: x\n---\n',
      'line 9: the front matter has no more lines',
    ],
    [
      'with an empty line of front matter',
      'edition: 2026',
      'edition:',
      'line 3: the front matter has "edition: …" here',
    ],
    ['with an instrument in words', 'example-compact', 'Example Compact', 'line 2: an instrument is small letters'],
    [
      'with a language in words',
      'language: en',
      'language: English',
      'line 4: a language is two or three small letters',
    ],
    ['that may be illustrative', ': true', ': yes', 'line 5: illustrative is true or false'],
    [
      'with one heading for two parties',
      'vcs: Groups',
      'vcs: Public bodies',
      'line 6: each party has a heading of its own',
    ],
    ['with a very long name', '2026', '2'.repeat(41), 'line 3: the name of an edition has at most 40 characters'],
    ['without an empty line after the front matter', '---\n\n#', '---\n#', 'line 10: leave an empty line'],
    ['with two empty lines', 'Trust\n2.', 'Trust\n\n\n2.', 'line 22: leave one empty line only'],
    ['with an empty line at the end', 'first.\n', 'first.\n\n', 'line 49: leave one empty line only'],
    ['without a last line end', 'first.\n', 'first.', 'line 48: the last line must end in LF'],
    ['with Windows line ends', 'Talk.\n', 'Talk.\r\n', 'line 31: lines must end in LF alone'],
    ['with letters taken apart', 'Tŷ', 'Tŷ'.normalize('NFD'), 'line 21: letters must be composed'],
    ['with a hidden character', 'Talk.', 'Ta\u200Blk.', 'line 31: there is a hidden character, U+200B'],
    ['with a direction mark', 'Talk.', '\u202ETalk.', 'line 31: there is a hidden character, U+202E'],
    ['with a byte order mark', /^/, '\uFEFF', 'line 1: there is a hidden character, U+FEFF'],
    ['with a tab', 'Talk.', 'Talk\tnow.', 'line 31: there is a hidden character, U+0009'],
    ['with white space at an end', 'Talk.', 'Talk. ', 'line 31: there is white space at the end'],
    ['without a title', '# Example Compact\n\n', '', 'line 11: expected # and the title'],
    [
      'with a heading and words together',
      'Compact\n\nWords',
      'Compact\nWords',
      'line 12: leave an empty line after a heading',
    ],
    ['with a heading of five', '#### Groups', '##### Groups', 'line 33: a heading is one to four #'],
    ['with a heading without words', '## Values', '##', 'line 16: a heading is one to four #'],
    ['with bullets', 'We share:', '- We share:', 'line 18: a line of a paragraph cannot begin with "-"'],
    ['with HTML', 'run over', '<b>run over', 'line 14: a line of a paragraph cannot begin with "<"'],
    ['with an indented line', 'run over', ' run over', 'line 14: a line of a paragraph cannot begin with " "'],
    ['with values out of order', '2. Tŷ', '3. Tŷ', 'line 21: this line of the list begins with "2. "'],
    ['with a value that runs over', '2. Tŷ', 'Tŷ', 'line 21: this line of the list begins with "2. "'],
    ['with a list elsewhere', 'Ask first.', '1. Ask first.', 'line 48: expected ## and a heading'],
    ['without themes', /\n## Themes[^]*/, '', 'line 22: expected ## and the heading of the themes'],
    ['with a theme that has no number', '### 1 Talking', '### Talking', 'line 25: a theme is a number'],
    ['with themes out of order', '### 3', '### 1', 'line 38: the numbers of themes go up'],
    [
      'with a theme that has no undertakings',
      /#### Public[^]*?## /,
      '## ',
      'line 40: expected #### and the heading of a party',
    ],
    [
      'with a party without undertakings',
      '1.2 Listen to\neverybody.\n\n',
      '',
      'line 35: an undertaking is missing here',
    ],
    ['with an unknown party', '#### Groups', '#### Clubs', 'line 33: the front matter names no party "Clubs will"'],
    [
      'with a party twice in a theme',
      '#### Groups will',
      '#### We will all',
      'line 33: a party has one heading in a theme',
    ],
    [
      'with an undertaking that has no number',
      '1.1 Talk',
      'Talk',
      'line 31: an undertaking begins with its number, like 1.1',
    ],
    ['with an undertaking of another theme', '1.1 Talk', '3.3 Talk', 'line 31: undertaking 3.3 stands under theme 1'],
    ['with an undertaking twice', '3.2 Pay', '3.1 Pay', 'line 44: undertaking 3.1 is there twice'],
    ['with a leading zero', '3.2 Pay', '3.02 Pay', 'line 44: an undertaking begins with its number'],
    [
      'with undertakings run together',
      'Pay.\n\n3.2',
      'Pay.\n3.2',
      'line 43: leave an empty line before an undertaking',
    ],
  ])('is refused %s', (_what, from, to, message) => {
    const mangled = small.replace(from, to)
    expect(mangled).not.toBe(small)
    expect(() => parseEditionText(mangled)).toThrow(message)
  })

  it('mangled anywhere is refused, or is another value that prints as itself', () => {
    const whole = parseEditionText(small)
    for (let at = 0; at < small.length; at++) {
      for (const put of ['', '\n', ' ', 'x', '1', '#']) {
        const mangled = small.slice(0, at) + put + small.slice(at + 1)
        const read = ifRead(mangled)
        if (!read || mangled === small) continue
        expect(formatEditionText(read)).toBe(mangled)
        expect(read).not.toEqual(whole)
      }
    }
  })
})

const templates = join(import.meta.dirname, '../../templates/editions')
const files = readdirSync(templates).map((name) => [name, readFileSync(join(templates, name), 'utf8')] as const)

describe('nothing visible is lost', () => {
  it('of any edition: what was formatted reads back, and every word is there', () => {
    fc.assert(
      fc.property(editionText, (text) => {
        const file = formatEditionText(text)
        expect(parseEditionText(file)).toEqual(text)
        expect(missingWords(file)).toEqual([])
      }),
    )
  })

  it.each([['of the example', small] as const, ...files])('%s', (_name, file) => {
    expect(formatEditionText(parseEditionText(file))).toBe(file)
    expect(missingWords(file)).toEqual([])
  })
})

describe('the seeded texts', () => {
  it.each(files)('%s: says where people read it that it is illustrative', (_name, file) => {
    const { illustrative, introduction } = parseEditionText(file)
    expect(illustrative).toBe(true)
    expect(introduction.join(' ')).toMatch(/illustrative: (they were|it was) written for demonstration/)
  })

  it('of the Shropshire Compact 2014 have its values and themes, letter by letter', () => {
    const { values, valuesSection, themes } = parseEditionText(
      readFileSync(join(templates, 'shropshire-compact-2014.en.md'), 'utf8'),
    )
    expect(valuesSection?.paragraphs).toEqual(['The Shropshire Compact is based on a number of shared values, to:'])
    expect(values).toEqual([
      'Recognise the value and diversity of the voluntary and community sector',
      'Be open and transparent in our actions and expectations in working together',
      'Recognise the constraints within which we work',
      'Treat each other equally, fairly and with respect',
      'To work together to best serve local people and our communities',
    ])
    expect(themes.map(({ number, name }) => `${number} ${name}`).join(' · ')).toBe(
      '1 Stronger and Effective Partnerships · 2 Effective Engagement · 3 Sharing Information · ' +
        '4 Allocating Resources · 5 Enabling Change · 6 Delivering Outcomes and Social Value · 7 Quality in Delivery',
    )
  })
})

describe('the digest of a text', () => {
  it('is that of its bytes', () => {
    // printf 'abc\n' | sha256sum
    expect(textDigest(formatUtf8('abc\n'))).toBe('edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb')
  })

  it.each([
    ['not UTF-8', Uint8Array.of(0x61, 0xff, 0x0a), 'malformed UTF-8'],
    ['not NFC', formatUtf8('a\u0302\n'), 'line 1: letters must be composed'],
    ['with CR', formatUtf8('a\r\n'), 'line 1: lines must end in LF alone'],
    ['with a byte order mark', formatUtf8('\uFEFFa\n'), 'line 1: there is a hidden character'],
    ['without a last line end', formatUtf8('a\nb'), 'line 2: the last line must end in LF'],
  ])('is refused for bytes %s', (_what, bytes, message) => expect(() => textDigest(bytes)).toThrow(message))
})

function missingWords(file: string): string[] {
  const body = file.slice(file.indexOf('\n---\n') + 5)
  const visible = body.replace(/^(#+|\d+\.) /gm, '').split(/\s+/)
  const kept = new Set(stringsOf(parseEditionText(file)).flatMap((text) => text.split(/\s+/)))
  return visible.filter((each) => each !== '' && !kept.has(each))
}

function stringsOf(value: unknown): string[] {
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(stringsOf)
  return [String(value)]
}

function ifRead(text: string): EditionText | undefined {
  try {
    return parseEditionText(text)
  } catch {
    return undefined
  }
}
