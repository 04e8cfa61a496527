import { parseDay, parseFullDay, type Day, type FullDay } from '../../src/core/day.ts'
import type { SaidDay } from './commands.ts'

// Days as the model counts them, from 1970, without our own arithmetic of days.

/** The days among which a day lies, both included. */
export type Span = { first: number; last: number }

const length = 86_400_000

export function fullDayOf(day: number): FullDay {
  return parseFullDay(new Date(day * length).toISOString().slice(0, 10))
}

export function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / length
}

/** A day as it is written, and the days that it may mean. */
export function sayDay(today: number, { in: days, precision }: SaidDay): { text: Day; span: Span } {
  const full = fullDayOf(today + days)
  const [year = 0, month = 0] = full.split('-').map(Number)
  if (precision === 'day') return { text: full, span: { first: today + days, last: today + days } }
  const whole = precision === 'year'
  const first = Date.UTC(year, whole ? 0 : month - 1, 1) / length
  const last = Date.UTC(whole ? year + 1 : year, whole ? 0 : month, 0) / length
  return { text: parseDay(full.slice(0, whole ? 4 : 7)), span: { first, last } }
}
