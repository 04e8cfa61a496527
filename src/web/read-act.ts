import type * as v from 'valibot'
import { deskActs, relations, type DeskAct, type DeskActName } from '../core/desk-act.ts'
import { Refusal, type Mistake } from '../core/refusal.ts'
import { parseTypedDay, parseTypedPartialDay } from '../core/typed-day.ts'
import type { Uuid } from '../core/uuid.ts'
import { mayBeLeftOut, parse, typedDay, typedText, type Typed } from '../http/parse.ts'
import { actForms, successorRows, type ActField } from './act-forms.ts'

/** Finds a body by what somebody typed to name it. */
export type FindBody = (typed: string) => Promise<Uuid | undefined>

/** The act that a form was filled in for; refuses with every mistake, each at its field. */
export async function readAct(name: DeskActName, about: object, typed: Typed, findBody: FindBody): Promise<DeskAct> {
  const members = await readMembers(actForms[name].fields, typed, {
    findBody,
    isAsked: (field) => isAsked(name, field),
  })
  return parse(deskActs[name], { act: name, ...about, ...members })
}

/** What was typed into some fields, without those left empty; refuses with every mistake, each at its field. */
export async function readMembers(
  fields: readonly ActField[],
  typed: Typed,
  { findBody, isAsked: isNeeded }: { findBody: FindBody; isAsked: (field: ActField) => boolean },
): Promise<Readonly<Record<string, unknown>>> {
  const mistakes: Mistake[] = []
  const members: [string, unknown][] = []
  for (const field of fields) {
    try {
      // One field after the other, so that mistakes stand in the order of the form.
      const value = await readField(field, typed, findBody)
      if (value !== undefined) members.push([field.name, value])
      else if (isNeeded(field)) mistakes.push({ field: idOf(field), words: missing(field) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      mistakes.push(...error.fields)
    }
  }
  if (mistakes.length > 0) throw new Refusal('field-invalid', 'Some answers need another look.', mistakes)
  return Object.fromEntries(members)
}

/** Mistakes as the law and the schema name them, led to the fields of the form: a day is three of them, a list is told by its first. */
export function atFields(fields: readonly ActField[], mistakes: readonly Mistake[]): readonly Mistake[] {
  const ids = fields.map(idOf)
  return mistakes.map(({ field, words }) => {
    const [asked = ''] = field.split('.')
    const found = fields.find((one) => one.name === asked || idOf(one) === field)
    return { field: found ? idOf(found) : (ids[0] ?? asked), words }
  })
}

/** Whether an act needs the answer to a field. */
function isAsked(name: DeskActName, { name: member }: ActField): boolean {
  const schema = new Map<string, v.GenericSchema>(Object.entries(deskActs[name].entries)).get(member)
  return schema !== undefined && !mayBeLeftOut(schema)
}

function missing({ kind, label }: ActField): string {
  if (kind === 'day' || kind === 'full-day') return `Enter a date for “${label}”`
  return kind === 'choice' ? `Choose an answer for “${label}”` : `Write an answer for “${label}”`
}

/** Where the error summary leads for a field. */
export function idOf({ name, kind }: ActField): string {
  if (kind === 'day' || kind === 'full-day') return `${name}-day`
  return kind === 'successors' ? `${name}-1` : name
}

async function readField(field: ActField, typed: Typed, findBody: FindBody): Promise<unknown> {
  const text = typedText(typed, field.name).trim()
  switch (field.kind) {
    case 'line':
      return text === '' ? undefined : text.normalize('NFC').replaceAll(/\s+/g, ' ')
    case 'block':
      return text === '' ? undefined : text.replaceAll(/\r\n?/g, '\n')
    case 'text':
      // Browsers send every line end as two characters.
      return text === '' ? undefined : typedText(typed, field.name).replaceAll('\r\n', '\n')
    case 'choice':
      return readChoice(text)
    case 'numbers':
      return text === '' ? undefined : text.split(',').map((one) => one.trim())
    case 'day':
    case 'full-day':
      return readDay(field, typed)
    case 'successors':
      return readSuccessors(field, typed, findBody)
  }
}

/** A choice that is a number is one where the act asks for a number. */
function readChoice(text: string): unknown {
  if (text === '') return undefined
  return /^\d$/.test(text) ? Number(text) : text
}

function readDay(field: ActField, typed: Typed): unknown {
  const parts = typedDay(typed, field.name)
  if (Object.values(parts).every((part) => part.trim() === '')) return undefined
  return (field.kind === 'day' ? parseTypedPartialDay : parseTypedDay)(parts, idOf(field))
}

async function readSuccessors({ name }: ActField, typed: Typed, findBody: FindBody): Promise<unknown> {
  const rows = Array.from({ length: successorRows }, (_, n) => ({
    field: `${name}-${n + 1}`,
    body: typedText(typed, `${name}-${n + 1}`).trim(),
    relation: relations.find((one) => one === typedText(typed, `relation-${n + 1}`)),
  }))
  const told = rows.filter(({ body }) => body !== '')
  return Promise.all(
    told.map(async ({ field, body, relation = 'successor' }) => {
      const found = await findBody(body)
      if (!found)
        throw new Refusal('field-invalid', `${body} is not on the register. Add it first, or check the name`, field)
      return { body: found, relation }
    }),
  )
}
