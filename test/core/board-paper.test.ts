import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { draftBoardPaper, type BoardMatter } from '../../src/core/board-paper.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { parseEditionText } from '../../src/core/edition-text.ts'

const file = join(import.meta.dirname, '../../templates/editions/shropshire-compact-2014.en.md')
const text = parseEditionText(readFileSync(file, 'utf8'))
const matter: BoardMatter = {
  body: 'Vale Council',
  sector: 'public-sector',
  editions: [{ name: 'Shropshire Compact 2014', text }],
  signatories: [{ name: 'Ffion Tŷ', role: 'Clerk' }],
  boardOn: parseFullDay('2026-04-14'),
}

it.each(['public-sector', 'vcs'] as const)(
  'a paper of %s lists every undertaking of its side and of everybody, word for word, and no other',
  (sector) => {
    const listed = wordsOf({ ...matter, sector })
    for (const { party, number, text: promise } of text.themes.flatMap(({ undertakings }) => undertakings)) {
      const there = listed.includes(`${number} ${promise.replaceAll('\n', ' ')}`)
      expect([number, there]).toEqual([number, party === 'all' || party === sector])
    }
  },
)

it('a paper of whom nobody knows the side lists every undertaking', () => {
  const listed = wordsOf({ ...matter, sector: undefined })
  for (const { number } of text.themes.flatMap(({ undertakings }) => undertakings)) {
    expect(listed.some((line) => line.startsWith(`${number} `))).toBe(true)
  }
})

it('a paper recommends, says what follows, and has the resolution with the mandate that is then signed', () => {
  const words = wordsOf(matter)
  expect(words).toEqual(
    expect.arrayContaining([
      'For decision on 14 April 2026.',
      'The board is recommended to agree that Vale Council signs the Shropshire Compact 2014.',
      'The agreement is not legally binding, but a public body can be held to what it promised.',
      '2 that Ffion Tŷ, Clerk, may sign on its behalf.',
      '“Vale Council decided on 14 April 2026 (____________) to sign the Shropshire Compact 2014. I am its Clerk and sign on its behalf.”',
    ]),
  )
})

it('a paper is there before it is known who signs and when: it leaves room for both', () => {
  const words = wordsOf({ ...matter, signatories: [], boardOn: null })
  expect(words.some((line) => line.startsWith('For decision'))).toBe(false)
  expect(words).toContain('2 that ____________, ____________, may sign on its behalf.')
})

function wordsOf(one: BoardMatter): readonly string[] {
  return draftBoardPaper(one).sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if ('lines' in block) return block.lines.map(({ label, text: line }) => `${label} ${line}`)
      return 'paragraph' in block ? block.paragraph : []
    }),
  )
}
