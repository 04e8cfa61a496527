import type { CertificateFacts, SignatureFacts } from './facts.ts'
import { breakEvenly, centre, type Colour, type Faces, type Line, type Mark, type Type } from './set-text.ts'
import { partsOf, say, sayDay, type Words } from './words.ts'

/** What stands between what: the sentence that the certificate is for, line by line. */
export type Statement = { readonly lines: readonly Line[]; readonly height: number; readonly bodyLines: number }

/** Sizes of the body's name, of the edition's, and of the words between them. */
export type StatementSizes = { readonly body: number; readonly edition: number; readonly words: number }

/** "This certificate records that … signed …", the body and the edition on lines of their own (`certificate.md` §1). */
export function setStatement(
  facts: CertificateFacts,
  words: Words,
  faces: Faces,
  style: { readonly sizes: StatementSizes; readonly accent: Colour; readonly measure: number },
): Statement {
  const { sizes, accent, measure } = style
  const types: Record<string, Type> = {
    '{body}': { face: 'semibold', size: sizes.body, leading: sizes.body * 1.18, colour: ink },
    '{edition}': { face: 'semibold', size: sizes.edition, leading: sizes.edition * 1.25, colour: accent },
  }
  const plain: Type = { face: 'regular', size: sizes.words, leading: sizes.words * 1.75, colour: ink }
  const values: Record<string, string> = { '{body}': facts.body, '{edition}': nameEdition(facts, words) }

  const parts = partsOf(words, isAttested(facts) ? 'statement.attested' : 'statement.signed').map((part) =>
    part === '{date}' ? sayDates(facts, words) : part,
  )
  const lines: Line[] = []
  let bodyLines = 0
  for (const part of joinPlain(parts)) {
    const set = breakEvenly(values[part] ?? part, types[part] ?? plain, faces, measure)
    if (part === '{body}') bodyLines = set.length
    lines.push(...set.map((line) => ({ ...line, text: `${line.text.trimEnd()}${endOf(line, set)}` })))
  }
  return { lines, bodyLines, height: lines.reduce((height, { type }) => height + type.leading, 0) }
}

/** Marks of a statement whose upper edge and middle are given. */
export function placeStatement({ lines }: Statement, middle: number, top: number): Mark[] {
  let y = top
  return lines.map((line) => {
    y -= line.type.leading
    return centre(line, middle, y + (line.type.leading - line.type.size * 0.7) / 2)
  })
}

/** The instrument and the label of its edition, in one. */
export function nameEdition({ instrument, edition }: CertificateFacts, words: Words): string {
  return say(words, 'edition', { instrument, label: edition })
}

/** The day of one person's act, with its preposition. */
export function sayDate(signature: SignatureFacts, words: Words): string {
  return sayDay(words, 'signedOn' in signature ? signature.signedOn : signature.attestedOn)
}

/** Near black: what is read. */
export const ink: Colour = [0.11, 0.11, 0.1]

function isAttested({ signatures }: CertificateFacts): boolean {
  return signatures.some((signature) => 'attestedOn' in signature)
}

function sayDates({ signatures }: CertificateFacts, words: Words): string {
  const [first = '', second] = new Set(signatures.map((signature) => sayDate(signature, words)))
  return second === undefined ? first : say(words, 'date.two', { first, second })
}

/** Text between slots, dates filled in, becomes one run; the two names stay by themselves. */
function joinPlain(parts: readonly string[]): string[] {
  const runs: string[] = []
  let run = ''
  for (const part of [...parts, '{end}']) {
    if (!part.startsWith('{')) {
      run += part
      continue
    }
    if (run.trim() !== '') runs.push(run.trim())
    if (part !== '{end}') runs.push(part)
    run = ''
  }
  return runs
}

// A space after every line, so that the sentence reads on; none inside a word that had to be cut.
function endOf(line: Line, set: readonly Line[]): string {
  return line === set.at(-1) || line.text.endsWith(' ') ? ' ' : ''
}
