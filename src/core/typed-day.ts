import { formatDayWords, lastDayOf, monthNames, parseDay, parseFullDay, type Day, type FullDay } from './day.ts'
import { Refusal } from './refusal.ts'

/** A date as three boxes of a form hold it. */
export interface TypedDay {
  readonly day: string
  readonly month: string
  readonly year: string
}

/** Reads a date that a person typed: `6`, `06` or `June`, and a year of four digits. All three boxes are needed. */
export function parseTypedDay(typed: TypedDay, field: string): FullDay {
  const missing = (['day', 'month', 'year'] as const).filter((part) => typed[part].trim() === '')
  if (missing.length === 3) throw new Refusal('field-invalid', 'Enter a date.', field)
  if (missing.length > 0)
    throw new Refusal('field-invalid', `The date must include a ${missing.join(' and a ')}.`, field)
  return parseFullDay(parseTypedPartialDay(typed, field))
}

/** Reads a date that may be known only to the month or the year: an empty day, or an empty day and month. */
export function parseTypedPartialDay(typed: TypedDay, field: string): Day {
  const [day, month, year] = [typed.day.trim(), typed.month.trim(), typed.year.trim()]
  if (!/^[1-9]\d{3}$/.test(year))
    throw new Refusal('field-invalid', 'Write the year with four digits, like 2026.', field)
  if (day !== '' && month === '') throw new Refusal('field-invalid', 'The date must include a month.', field)
  if (month === '') return parseDay(year)
  const monthNumber = monthOf(month)
  if (!monthNumber) throw new Refusal('field-invalid', 'Write the month as a number or a name, like 6 or June.', field)

  const inMonth = parseDay(`${year}-${String(monthNumber).padStart(2, '0')}`)
  if (day === '') return inMonth
  const last = Number(lastDayOf(inMonth).slice(-2))
  const date = /^\d{1,2}$/.test(day) ? Number(day) : 0
  if (date < 1 || date > last) {
    throw new Refusal('field-invalid', `${formatDayWords(inMonth)} has days 1 to ${last}. Check the day.`, field)
  }
  return parseDay(`${inMonth}-${String(date).padStart(2, '0')}`)
}

function monthOf(typed: string): number | undefined {
  const name = typed.toLowerCase().replace(/\.$/, '')
  if (name.length >= 3) return monthNames.findIndex((each) => each.toLowerCase().startsWith(name)) + 1 || undefined
  const month = /^\d\d?$/.test(name) ? Number(name) : 0
  return month >= 1 && month <= 12 ? month : undefined
}
