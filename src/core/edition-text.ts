import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { parties, type Party } from './body-kind.ts'
import { malformed, parseBlocks, refuseUnclean, type Block } from './edition-blocks.ts'

/** What the text of an edition says, word for word; pages are rendered from it. Paragraphs keep the file's line breaks. */
export interface EditionText {
  /** Which instrument the text belongs to, as templates name it: `shropshire-compact`. */
  readonly instrument: string
  /** The edition as people call it: `2014`. */
  readonly label: string
  /** ISO 639: `en`, `cy`. */
  readonly language: string
  /** Written by us for demonstration, and never agreed by anybody. */
  readonly illustrative: boolean
  /** The words that stand above the undertakings of each party. */
  readonly partyHeadings: Readonly<Record<Party, string>>
  readonly title: string
  readonly introduction: readonly string[]
  /** What stands above the values; absent where an edition has none. */
  readonly valuesSection: Section | undefined
  readonly values: readonly string[]
  readonly themesSection: Section
  readonly themes: readonly Theme[]
  /** Sections of plain paragraphs after the themes. */
  readonly closing: readonly Section[]
}

/** A heading and the paragraphs under it. */
export interface Section {
  readonly heading: string
  readonly paragraphs: readonly string[]
}

/** A theme; its undertakings stand in the order of the file, each party's together. */
export interface Theme {
  readonly number: number
  readonly name: string
  readonly introduction: readonly string[]
  readonly undertakings: readonly Undertaking[]
}

/** One promise; its number is unique in the edition and begins with the theme's: `2.3`. */
export interface Undertaking {
  readonly number: string
  readonly party: Party
  readonly text: string
}

/** The SHA-256 of an edition's file, in lower-case hex. Refuses bytes that are not UTF-8, NFC and LF. */
export function textDigest(bytes: Uint8Array): string {
  refuseUnclean(parseUtf8(bytes))
  return formatHex(sha256(bytes))
}

/** Reads an edition's file. Strict, so that it prints back letter by letter; messages name the line. */
export function parseEditionText(text: string): EditionText {
  const { front, blocks, lines } = parseBlocks(text)
  const matter = parseFrontMatter(front)
  const reader = new Reader(blocks, lines)

  const title = reader.heading(1, '# and the title')
  const introduction = reader.paragraphs()
  const first = reader.section('## and a heading')
  const list = reader.list()
  const themesSection = list ? reader.section('## and the heading of the themes') : first
  const themes = parseThemes(reader, matter.partyHeadings)
  const closing: Section[] = []
  while (!reader.ended) closing.push(reader.section('## and a heading'))
  return {
    ...matter,
    title,
    introduction,
    valuesSection: list && first,
    values: list ?? [],
    themesSection,
    themes,
    closing,
  }
}

/** The file of an edition's text. */
export function formatEditionText(text: EditionText): string {
  const values = text.values.map((value, n) => `${n + 1}. ${value}`).join('\n')
  const blocks = [
    `# ${text.title}`,
    ...text.introduction,
    ...(text.valuesSection ? [...formatSection(text.valuesSection), values] : []),
    ...formatSection(text.themesSection),
    ...text.themes.flatMap((theme) => formatTheme(theme, text.partyHeadings)),
    ...text.closing.flatMap(formatSection),
  ]
  const front = [
    `instrument: ${text.instrument}`,
    `edition: ${text.label}`,
    `language: ${text.language}`,
    `illustrative: ${text.illustrative}`,
    ...parties.map((party) => `party-${party}: ${text.partyHeadings[party]}`),
  ]
  return `---\n${front.join('\n')}\n---\n\n${blocks.join('\n\n')}\n`
}

function formatSection({ heading, paragraphs }: Section): string[] {
  return [`## ${heading}`, ...paragraphs]
}

function formatTheme(
  { number, name, introduction, undertakings }: Theme,
  headings: EditionText['partyHeadings'],
): string[] {
  const promises = undertakings.flatMap(({ party, number: own, text }, n) => [
    ...(undertakings[n - 1]?.party === party ? [] : [`#### ${headings[party]}`]),
    `${own} ${text}`,
  ])
  return [`### ${number} ${name}`, ...introduction, ...promises]
}

function parseFrontMatter(lines: readonly string[]) {
  const keys = ['instrument', 'edition', 'language', 'illustrative', ...parties.map((party) => `party-${party}`)]
  const values = keys.map((key, n) => {
    const [, value] = /^[a-z-]+: (\S.*)$/.exec(lines[n] ?? '') ?? []
    // Line 1 is the opening ---.
    if (!value || !lines[n]?.startsWith(`${key}: `)) throw malformed(n + 2, `the front matter has "${key}: …" here`)
    return value
  })
  if (lines.length > keys.length) throw malformed(keys.length + 2, 'the front matter has no more lines than these')

  const [instrument = '', label = '', language = '', illustrative = '', all = '', publicSector = '', vcs = ''] = values
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(instrument))
    throw malformed(2, 'an instrument is small letters, digits and hyphens')
  if (label.length > 40) throw malformed(3, 'the name of an edition has at most 40 characters')
  if (!/^[a-z]{2,3}$/.test(language)) throw malformed(4, 'a language is two or three small letters, like en')
  if (illustrative !== 'true' && illustrative !== 'false') throw malformed(5, 'illustrative is true or false')
  if (new Set([all, publicSector, vcs]).size < 3) throw malformed(6, 'each party has a heading of its own')
  const partyHeadings = { all, 'public-sector': publicSector, vcs }
  return { instrument, label, language, illustrative: illustrative === 'true', partyHeadings }
}

function parseThemes(reader: Reader, headings: EditionText['partyHeadings']): Theme[] {
  const themes: Theme[] = []
  do {
    const { line } = reader
    const [, digits, name] = /^([1-9]\d{0,2}) (\S.*)$/.exec(reader.heading(3, '### and a theme')) ?? []
    const number = Number(digits)
    if (!name) throw malformed(line, 'a theme is a number, one space and its name')
    if (themes.some((theme) => theme.number >= number)) throw malformed(line, 'the numbers of themes go up')
    themes.push({
      number,
      name,
      introduction: reader.paragraphs(),
      undertakings: parseUndertakings(reader, number, headings),
    })
  } while (reader.isAtHeading(3))
  return themes
}

function parseUndertakings(reader: Reader, theme: number, headings: EditionText['partyHeadings']): Undertaking[] {
  const undertakings: Undertaking[] = []
  do {
    const { line } = reader
    const heading = reader.heading(4, '#### and the heading of a party')
    const party = parties.find((each) => headings[each] === heading)
    if (!party) throw malformed(line, `the front matter names no party "${heading}"`)
    if (undertakings.some((each) => each.party === party)) throw malformed(line, 'a party has one heading in a theme')
    const before = undertakings.length
    for (let at = reader.line, text = reader.paragraph(); text; at = reader.line, text = reader.paragraph()) {
      const undertaking = parseUndertaking(text, at, theme, party)
      if (undertakings.some((each) => each.number === undertaking.number)) {
        throw malformed(at, `undertaking ${undertaking.number} is there twice`)
      }
      undertakings.push(undertaking)
    }
    if (undertakings.length === before) throw malformed(reader.line, 'an undertaking is missing here')
  } while (reader.isAtHeading(4))
  return undertakings
}

const numbered = /^([1-9]\d{0,2})\.[1-9]\d{0,2} (?=\S)/

function parseUndertaking(block: string, line: number, theme: number, party: Party): Undertaking {
  const [start, first] = numbered.exec(block) ?? []
  if (!start) throw malformed(line, `an undertaking begins with its number, like ${theme}.1`)
  if (Number(first) !== theme) throw malformed(line, `undertaking ${start.trim()} stands under theme ${theme}`)
  const joined = block.split('\n').findIndex((each, n) => n > 0 && numbered.test(each))
  if (joined > 0) throw malformed(line + joined, 'leave an empty line before an undertaking')
  return { number: start.trim(), party, text: block.slice(start.length) }
}

class Reader {
  readonly #blocks: readonly Block[]
  readonly #lines: number
  #at = 0

  constructor(blocks: readonly Block[], lines: number) {
    this.#blocks = blocks
    this.#lines = lines
  }

  get ended(): boolean {
    return this.#at === this.#blocks.length
  }

  get line(): number {
    return this.#blocks[this.#at]?.line ?? this.#lines + 1
  }

  isAtHeading(level: number): boolean {
    const block = this.#blocks[this.#at]
    return block?.kind === 'heading' && block.level === level
  }

  heading(level: number, expected: string): string {
    const block = this.#blocks[this.#at]
    if (block?.kind !== 'heading' || block.level !== level) throw malformed(this.line, `expected ${expected}`)
    this.#at++
    return block.text
  }

  section(expected: string): Section {
    return { heading: this.heading(2, expected), paragraphs: this.paragraphs() }
  }

  list(): readonly string[] | undefined {
    const block = this.#blocks[this.#at]
    if (block?.kind !== 'list') return undefined
    this.#at++
    return block.items
  }

  paragraph(): string | undefined {
    const block = this.#blocks[this.#at]
    if (block?.kind !== 'paragraph') return undefined
    this.#at++
    return block.text
  }

  paragraphs(): string[] {
    const paragraphs: string[] = []
    for (let text = this.paragraph(); text; text = this.paragraph()) paragraphs.push(text)
    return paragraphs
  }
}
