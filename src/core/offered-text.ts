import { orSay } from '../encoding/malformed.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { parties } from './body-kind.ts'
import { parseEditionText, textDigest, type EditionText } from './edition-text.ts'
import { Refusal } from './refusal.ts'

/** The text of an edition with the bytes that are hashed, served and signed. */
export type ReadText = { bytes: Uint8Array<ArrayBuffer>; sha256: string; text: EditionText }

/** Reads the file of an edition; throws what is malformed. */
export function readText(source: string): ReadText {
  const bytes = formatUtf8(source)
  return { bytes, sha256: textDigest(bytes), text: parseEditionText(source) }
}

/** Reads a text that somebody offers; a mistake names its line and what to do. */
export function readOfferedText(source: string, field: string): ReadText {
  return orSay(
    () => readText(source),
    (words) => new Refusal('field-invalid', `${words.charAt(0).toUpperCase()}${words.slice(1)}`, field),
  )
}

/** A text without what nobody sees: one sort of line end, no white space at the end of a line, composed letters, no empty line too many. */
export function tidyText(source: string): string {
  const lines = source
    .replace(/^\uFEFF/, '')
    .normalize('NFC')
    .split(/\r\n?|\n/)
    .map((line) => line.trimEnd())
  const whole = lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  return `${whole}\n`
}

/**
 * In what a text is another agreement than the one it has to be the same as, or undefined: another edition, other themes, other numbers of
 * undertakings, or others who are bound. Words are not looked at.
 */
export function findOtherShape(text: EditionText, reference: EditionText): string | undefined {
  for (const member of ['instrument', 'label', 'illustrative'] as const) {
    if (text[member] !== reference[member])
      return `the front matter says “${String(text[member])}” and not “${String(reference[member])}”`
  }
  const [own, theirs] = [shapeOf(text), shapeOf(reference)]
  const missing = theirs.find((line) => !own.includes(line))
  if (missing) return `${missing} is missing`
  const added = own.find((line) => !theirs.includes(line))
  if (added) return `${added} is not in the text that it has to be the same as`
  return own.some((line, n) => line !== theirs[n]) ? 'its undertakings stand in another order' : undefined
}

function shapeOf({ themes, values, closing }: EditionText): readonly string[] {
  return [
    `a list of ${values.length} values`,
    ...themes.flatMap(({ number, undertakings }) => [
      `theme ${number}`,
      ...parties.flatMap((party) =>
        undertakings.filter((one) => one.party === party).map((one) => `${one.number} for “${party}”`),
      ),
    ]),
    `an end of ${closing.length} sections`,
  ]
}
