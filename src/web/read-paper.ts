import * as v from 'valibot'
import { mandates } from '../core/entry.ts'
import { Refusal, type Mistake } from '../core/refusal.ts'
import type { SignUp } from '../core/sign-up.ts'
import type { PaperSignatory, Transcript } from '../core/transcript.ts'
import { parseTypedDay } from '../core/typed-day.ts'
import { line, optionalLine, parse, typedDay, typedText, type Typed } from '../http/parse.ts'

const person = v.object({
  name: line('Enter the name that stands on the sheet'),
  role: line('Enter the role that stands on the sheet'),
  mandate: v.picklist(mandates, 'Say why they may sign'),
  shown: v.picklist(['name', 'role'], 'Say whether their name may be published'),
  minute: optionalLine,
})
const members = ['name', 'role', 'mandate', 'shown', 'minute'] as const

/** What was typed from a sheet: the second person is there where anything is said of them. Refuses with every mistake. */
export function readPaper(typed: Typed): Transcript {
  const numbers = [1, ...(isSaidOf(typed, 2) ? [2] : [])]
  const mistakes: Mistake[] = []
  const people = numbers.flatMap((n) => {
    try {
      return [readPerson(typed, n)]
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      mistakes.push(...error.fields)
      return []
    }
  })
  if (mistakes.length > 0) throw new Refusal('field-invalid', 'Some answers need another look.', mistakes)
  return people
}

function isSaidOf(typed: Typed, n: number): boolean {
  return ['name', 'role', 'minute', 'on-day', 'on-month', 'on-year'].some(
    (field) => typedText(typed, fieldOf(field, n)).trim() !== '',
  )
}

function readPerson(typed: Typed, n: number): PaperSignatory {
  const decided = dayOf(typed, 'decided', n)
  const isDecided = Object.values(decided).some((part) => part.trim() !== '')
  const said = Object.fromEntries(members.map((member) => [member, typed[fieldOf(member, n)]]))
  const { name, role, mandate, shown, minute } = atFields(n, () => parse(person, said))
  return {
    name,
    role,
    on: parseTypedDay(dayOf(typed, 'on', n), fieldOf('on-day', n)),
    mandate,
    ...(isDecided && { decidedOn: parseTypedDay(decided, fieldOf('decided-day', n)) }),
    ...(minute && { minute }),
    nameShown: shown === 'name',
  }
}

/** What is wrong with one of two people is told at the field with their number. */
function atFields<Read>(n: number, read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const mistakes = error.fields.map(({ field, words }) => ({ field: fieldOf(field, n), words }))
    throw new Refusal(error.kind, error.words, mistakes)
  }
}

/** The three boxes of a day. */
export function dayOf(typed: Typed, name: 'on' | 'decided', n: number) {
  return typedDay(typed, fieldOf(name, n))
}

/** `on-day` of the second person is `on-2-day`. */
export function fieldOf(field: string, n: number): string {
  const [name, part] = field.split('-')
  return part ? `${name}-${n}-${part}` : `${name}-${n}`
}

/** A mistake that the law names, as `signatories.1.on`, at the field of the form. */
export function atPaperField({ field, words }: Mistake): Mistake {
  const [, text] = /^texts\.(\d)$/.exec(field) ?? []
  if (text !== undefined) return { field: `text-${Number(text) + 1}`, words }
  const [, n, member = ''] = /^signatories\.(\d)\.(\w+)$/.exec(field) ?? []
  if (n === undefined) return { field, words }
  const known: Readonly<Record<string, string>> = { on: 'on-day', decidedOn: 'decided-day', nameShown: 'shown' }
  return { field: fieldOf(known[member] ?? member, Number(n) + 1), words }
}

/** The form as it was typed last, or with what is known of whoever was to sign. */
export function formOfPaper({ paper, draft }: Pick<SignUp, 'paper' | 'draft'>): Typed {
  const people: readonly (Omit<PaperSignatory, 'on'> & { on?: string })[] = paper?.signatories ?? draft.signatories
  const texts = draft.editions.flatMap(({ text }, n) => (text ? [[`text-${n + 1}`, text] as const] : []))
  const said = Object.fromEntries(
    people.flatMap(({ name, role, mandate, minute = '', nameShown, on = '', decidedOn = '' }, index) => {
      const n = index + 1
      const days = Object.entries({ on, decided: decidedOn }).flatMap(([field, day]) => {
        const [year = '', month = '', date = ''] = day.split('-')
        return [
          [fieldOf(`${field}-day`, n), date],
          [fieldOf(`${field}-month`, n), month],
          [fieldOf(`${field}-year`, n), year],
        ]
      })
      const shown = nameShown ? 'name' : 'role'
      return [
        ...Object.entries({ name, role, mandate, minute, shown }).map(([f, value]) => [fieldOf(f, n), value]),
        ...days,
      ]
    }),
  )
  return { ...Object.fromEntries(texts), ...said }
}
