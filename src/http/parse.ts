import * as v from 'valibot'
import { Refusal } from '../core/refusal.ts'
import { isUuid, type Uuid } from '../core/uuid.ts'

/** What a form sends: a field that is ticked several times is a list. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** The value of something from outside, or a refusal that blames every wrong field in its own words. */
export function parse<const Schema extends v.GenericSchema>(schema: Schema, outside: unknown): v.InferOutput<Schema> {
  const read = v.safeParse(schema, outside)
  if (read.success) return read.output
  const mistakes = new Map<string, string>()
  for (const issue of read.issues) {
    const field = v.getDotPath(issue) ?? ''
    if (!mistakes.has(field)) mistakes.set(field, issue.message)
  }
  const fields = [...mistakes].map(([field, words]) => ({ field, words }))
  throw new Refusal('field-invalid', 'Some answers need another look.', fields)
}

/** The value of one field; `words` say what to do when it is none. */
export function parseField<const Schema extends v.GenericSchema>(
  schema: Schema,
  field: string,
  outside: unknown,
  words: string,
): v.InferOutput<Schema> {
  const read = v.safeParse(schema, outside)
  if (!read.success) throw new Refusal('field-invalid', words, field)
  return read.output
}

/** One line that somebody typed: trimmed, NFC, not empty; `words` say what to do when it is. */
export function line(words: string) {
  return v.pipe(
    v.optional(v.string(words), ''),
    v.transform((text) => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()),
    v.minLength(1, words),
    v.maxLength(300, 'Use 300 characters or fewer'),
  )
}

/** One line that may be left empty. */
export const optionalLine = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()),
  v.maxLength(300, 'Use 300 characters or fewer'),
  v.transform((text) => (text === '' ? undefined : text)),
)

/** A tick. */
export const tick = v.pipe(
  v.optional(v.unknown(), ''),
  v.transform((value) => value === 'yes' || value === true),
)

/** One or more ticks of a list. */
export function ticks<const Values extends readonly string[]>(values: Values) {
  return v.pipe(
    v.optional(v.union([v.string(), v.array(v.string())]), []),
    v.transform((ticked) => (typeof ticked === 'string' ? [ticked] : ticked)),
    v.array(v.picklist(values)),
  )
}

/** An id in an address: anything else is a page that is not there. */
export function parseId(text: string): Uuid {
  if (!isUuid(text)) throw new Refusal('not-found', 'Check the address, or start from the home page.')
  return text
}

/** A field as it was typed, to put it back into its form. */
export function typedText(typed: Typed, field: string): string {
  const value = typed[field]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}
