import * as v from 'valibot'
import { unlessMalformed } from '../encoding/malformed.ts'
import { parseDay, type Day } from './day.ts'
import { parseFormattedIdentifier } from './identifier.ts'

// How a cell of a set is read, and a list or a dated word written into one. An empty cell says nothing.

/** A text as a set says it: NFC, on one line, with single spaces. */
export function tidy(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}

const tidied = v.pipe(v.string(), v.transform(tidy))
const ofLength = (most: number) => v.pipe(tidied, v.maxLength(most, `Use ${most} characters or fewer`))

/** One text, of up to 300 characters. */
export const typed = ofLength(300)
/** One that has to be there; the advice says so where it is not. */
export const needed = (advice: string) => v.pipe(typed, v.minLength(1, advice))
const orNothing = (text: string) => (text === '' ? undefined : text)
/** One that may be left out. */
export const perhaps = v.pipe(typed, v.transform(orNothing))
/** The same, as long as an account of something may be. */
export const perhapsLong = v.pipe(ofLength(2000), v.transform(orNothing))

/** Some texts without the separator in them. */
export const listOf = (separator: string) =>
  v.pipe(
    tidied,
    v.transform((text) => text.split(separator).flatMap((part) => part.trim() || [])),
  )
/** Some texts with semicolons between them; one that belongs to a text has a backslash before it. */
export const listed = v.pipe(
  tidied,
  v.transform((text) =>
    [...text.matchAll(/(?:\\[;\\]|[^;])+/g)].flatMap(([part]) => part.trim().replaceAll(/\\([;\\])/g, '$1') || []),
  ),
)
/** Writes what `listed` reads. */
export function formatList(texts: readonly string[]): string {
  return texts.map((text) => text.replaceAll(/[;\\]/g, '\\$&')).join('; ')
}

/** One word of a list. */
export const oneOf = <const Names extends readonly string[]>(names: Names) =>
  v.picklist(names, `Use one of ${names.join(', ')}`)
const blank = v.pipe(
  v.literal(''),
  v.transform(() => undefined),
)
/** The same, where it may be left out. */
export const perhapsOneOf = <const Names extends readonly string[]>(names: Names) =>
  v.pipe(typed, v.union([blank, v.picklist(names)], `Use one of ${names.join(', ')}, or leave it empty`))

const dayWords = 'Write a day as 2014-06-14, or 2014-06 or 2014 where no more is known'
/** A day as precisely as it is known, or none. */
export const perhapsDay = v.pipe(
  typed,
  // British spreadsheets turn a day round as they save it.
  v.transform((text) => text.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1')),
  v.check((text) => text === '' || unlessMalformed(() => parseDay(text)) !== undefined, dayWords),
  v.transform((text) => (text === '' ? undefined : parseDay(text))),
)
/** A day that has to be there. */
export const neededDay = v.nonOptional(perhapsDay, dayWords)

/** A number with the list that it is on before it. */
export const identifier = v.pipe(
  v.string(),
  v.check(isIdentifier, 'Write a number with its list before it, like GB-CHC-1173575, GB-COH-04652487 or GB-NHS-05N'),
)

function isIdentifier(text: string): boolean {
  return unlessMalformed(() => parseFormattedIdentifier(text)) !== undefined
}

/** Something, and the day that belongs to it: `2014-06-14: Vale Council`. */
export type Dated = { on: Day; what: string }

/** Writes it. */
export function formatDated({ on, what }: Dated): string {
  return `${on}: ${what}`
}

function findDated(text: string): Dated | undefined {
  const [, day = '', what = ''] = /^([\d-]+): *(.+)$/.exec(text) ?? []
  const on = unlessMalformed(() => parseDay(day))
  return on && { on, what }
}

/** Numbers that are over, each with its last day. */
export const endedIdentifiers = v.pipe(
  listed,
  v.rawTransform<string[], readonly Dated[]>(({ dataset, addIssue, NEVER }) => {
    const found = dataset.value.map(findDated).filter((one) => one !== undefined)
    if (found.length === dataset.value.length && found.every(({ what }) => isIdentifier(what))) return found
    addIssue({ message: 'Write the day, a colon and the number with its list, like 2021-03-31: GB-NHS-05N' })
    return NEVER
  }),
)

/** Names in their order: the first as it is, each later one behind the day from which it held. */
export const namesInOrder = v.pipe(
  listed,
  v.rawTransform<string[], { first: string | undefined; later: readonly Dated[] }>(({ dataset, addIssue, NEVER }) => {
    const [first, ...more] = dataset.value
    const later = more.map(findDated).filter((one) => one !== undefined)
    if (later.length === more.length && dataset.value.every(({ length }) => length <= 300)) return { first, later }
    addIssue({ message: 'Write the first name, and each later one behind its day: Vale Council; 2014-06-14: Vale' })
    return NEVER
  }),
)
