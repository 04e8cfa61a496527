import type { Context } from 'hono'
import * as v from 'valibot'
import { FullDay } from '../core/day.ts'
import { parseMailAddress } from '../core/mail-address.ts'
import { isWebAddress, mostCharacters } from '../core/own-words.ts'
import { Refusal } from '../core/refusal.ts'
import type { TypedDay } from '../core/typed-day.ts'
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

/** One line that somebody typed: trimmed, NFC, not empty; `words` say what to do when it is. */
export function line(words: string) {
  return v.pipe(looseLine, v.minLength(1, words))
}

/** One line that may be empty. */
export const looseLine = v.pipe(
  v.optional(v.string('Write this as text'), ''),
  v.transform((text) => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()),
  v.maxLength(300, 'Use 300 characters or fewer'),
)

/** Some lines, as somebody writes a reason: at most 2,000 characters. */
export function block(missing: string) {
  return v.pipe(looseBlock, v.minLength(1, missing))
}

/** Some lines that may be left out. */
export const looseBlock = v.pipe(
  v.optional(v.string('Write this as text'), ''),
  v.transform((typed) => typed.replaceAll(/\r\n?/g, '\n').trim()),
  v.maxLength(2000, 'Use 2,000 characters or fewer'),
  v.check((text) => !/\p{Cs}|(?![\n\t])\p{Cc}/u.test(text), 'Take out characters that cannot be seen'),
)

/** What a body says of its own: short, and perhaps nothing. */
export const looseOwnText = v.pipe(looseBlock, v.maxLength(mostCharacters, `Use ${mostCharacters} characters or fewer`))

/** The same, where something has to be said; `missing` says so. */
export function ownText(missing: string) {
  return v.pipe(looseOwnText, v.minLength(1, missing))
}

/** An address on the web that somebody typed. */
export const webAddress = v.pipe(
  line('Enter the address of the list'),
  v.check(isWebAddress, 'Write the whole address, as https://example.org/members'),
)

/** One line that may be left empty, and is then not there. */
export const optionalLine = v.pipe(
  looseLine,
  v.transform((text) => (text === '' ? undefined : text)),
)

/** A text that one of our own readers takes; its refusal is one mistake among the others. */
function readBy<Value>(read: (text: string) => Value) {
  return v.pipe(
    v.optional(v.string('Write this as text'), ''),
    v.rawTransform<string, Value>(({ dataset, addIssue, NEVER }) => {
      try {
        return read(dataset.value)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        addIssue({ message: error.words })
        return NEVER
      }
    }),
  )
}

/** A mailbox as somebody typed it. */
export const mailbox = readBy(parseMailAddress)

/** The same, where nobody has to name one. */
export const optionalMailbox = readBy((text) => (text.trim() === '' ? undefined : parseMailAddress(text)))

/** The six digits of a code, as people space them. */
export const code = v.pipe(
  v.optional(v.string('Write this as text'), ''),
  v.transform((typed) => typed.replaceAll(/\s/g, '')),
)

/** A tick. */
export const tick = v.pipe(
  v.optional(v.unknown(), ''),
  v.transform((value) => value === 'yes' || value === true),
)

/** One of some words, which has to be chosen; `words` say so. */
export function choice<const Values extends readonly string[]>(values: Values, words: string) {
  return v.pipe(v.optional(v.string(words), ''), v.picklist(values, words))
}

/** One or more ticks of a list. */
export function ticks<const Values extends readonly string[]>(values: Values) {
  return several(v.picklist(values))
}

/** Any number of answers to one question: a form sends one of them alone. */
export function several<const Answer extends v.GenericSchema<string>>(answer: Answer) {
  return v.pipe(
    v.optional(v.union([v.string(), v.array(v.string())]), []),
    v.transform((sent) => (typeof sent === 'string' ? [sent] : sent)),
    v.array(answer),
  )
}

/** What a form sent. */
export async function readForm({ req }: Context): Promise<Typed> {
  const body = await req.parseBody({ all: true }).catch(() => {
    throw new Refusal('field-invalid', 'What was sent could not be read. Go back and send it again.')
  })
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const texts = [value].flat().filter((one) => typeof one === 'string')
      return [name, Array.isArray(value) ? texts : (texts[0] ?? '')]
    }),
  )
}

/** The file that a form sent in a field. */
export async function readFile(c: Context, field: string, words: string): Promise<Uint8Array> {
  const bytes = await findFile(c, field)
  if (!bytes) throw new Refusal('field-invalid', words, field)
  return bytes
}

/** The same, where it may be left out. */
export async function findFile(c: Context, field: string): Promise<Uint8Array | undefined> {
  const [file] = await listFiles(c, field)
  return file && new Uint8Array(await file.arrayBuffer())
}

/** All files that a form sent in a field. */
export async function listFiles({ req }: Context, field: string): Promise<readonly File[]> {
  const body = await req.parseBody({ all: true }).catch(() => undefined)
  const sent = [body?.[field] ?? []].flat().filter((one) => one instanceof File)
  return sent.filter(({ size }) => size > 0)
}

/** SHA-256 of a file, in hex of any case, as programs print it. */
export const fileDigest = v.pipe(
  v.string('Give the SHA-256 of the file'),
  v.transform((typed) => typed.trim().toLowerCase()),
  v.regex(/^[0-9a-f]{64}$/, 'Write the SHA-256 of the file as 64 digits, as “sha256sum” prints it'),
)

/** What a program sent; nothing at all is an empty object. */
export async function readJson({ req }: Context): Promise<unknown> {
  const text = await req.text()
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    throw new Refusal('field-invalid', 'Send JSON (RFC 8259) as the body of the request.')
  }
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

/** A date as it was typed into the three fields of a name: `decided-day`, `decided-month`, `decided-year`. */
export function typedDay(typed: Typed, name: string): TypedDay {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => typedText(typed, `${name}-${part}`))
  return { day, month, year }
}

/** Whether a member may be left out of what is sent. */
export function mayBeLeftOut(member: v.GenericSchema): boolean {
  return member.type === 'exact_optional' || v.safeParse(member, undefined).success
}

/** One of some words, or nothing: forms send a filter that is not set as an empty text. */
export function filter<const Values extends readonly string[]>(
  values: Values,
  words = `Use one of ${values.join(', ')}`,
) {
  return v.pipe(
    v.optional(v.picklist(['', ...values], words), ''),
    v.transform((chosen) => values.find((one): one is Values[number] => one === chosen)),
  )
}

/** Which page of a list, from 1 on. */
export const pageNumber = v.pipe(
  v.optional(v.string(), '1'),
  v.regex(/^[1-9]\d{0,5}$/, 'Write a page as a number, from 1 on'),
  v.transform(Number),
)

/** A day to look at, or none: today. */
export const askedDay = v.pipe(
  v.optional(v.string(), ''),
  v.transform((typed) => typed.trim()),
  v.union([v.literal(''), FullDay], 'Write the day as 2026-03-27'),
  v.transform((day) => (day === '' ? undefined : day)),
)

/** How much of the log to look at, or nothing: all of it. */
export const askedSize = v.pipe(
  v.optional(v.string(), ''),
  v.transform((typed) => typed.trim()),
  v.union(
    [v.literal(''), v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/))],
    'Write the number of entries in digits, as 42',
  ),
  v.transform((typed) => (typed === '' ? undefined : Number(typed))),
)
