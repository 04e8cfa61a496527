import * as v from 'valibot'
import { Malformed } from '../encoding/malformed.ts'
import type { MailLanguage } from './mail-language.ts'

/** A calendar day as precisely as it is known: `2009`, `2014-06` or `2014-06-14`. Years run from 1000 to 9999. */
export type Day = v.InferOutput<typeof Day>
export const Day = v.pipe(v.string(), v.check(isCalendarDay, 'malformed day'), v.brand('Day'))

/** A day known to the day: `2014-06-14`. Text order is time order. */
export type FullDay = v.InferOutput<typeof FullDay>
export const FullDay = v.pipe(Day, v.length(10, 'malformed day'), v.brand('FullDay'))

/** Reads a day of any precision; only real dates of the calendar. */
export function parseDay(text: string): Day {
  const read = v.safeParse(Day, text)
  if (!read.success) throw new Malformed('malformed day')
  return read.output
}

/** Reads a day known to the day. */
export function parseFullDay(text: string): FullDay {
  const read = v.safeParse(FullDay, text)
  if (!read.success) throw new Malformed('malformed day')
  return read.output
}

/** The earliest day that a day may mean: the first of the month or of January where that is all we know. */
export function firstDayOf(day: Day): FullDay {
  return parseFullDay(day + '-01-01'.slice(day.length - 4))
}

/** The latest day that a day may mean. */
export function lastDayOf(day: Day): FullDay {
  const { year, month, date } = partsOf(day)
  return date ? parseFullDay(day) : dayOfDate(Date.UTC(year, month ?? 12, 0))
}

/** Whether a day lies on or before another, whatever its missing parts were. */
export function isCertainlyBy(day: Day, on: FullDay): boolean {
  return lastDayOf(day) <= on
}

/** Whether a day may lie on or before another. When it does not, it lies certainly after. */
export function isPossiblyBy(day: Day, on: FullDay): boolean {
  return firstDayOf(day) <= on
}

/**
 * The later of two days. Of days that overlap (`2014`, `2014-06-14`) the one that may last longest, so that nothing is
 * called certain before both are.
 */
export function laterOf<D extends Day>(a: D, b: D): D {
  if (lastDayOf(a) !== lastDayOf(b)) return lastDayOf(a) > lastDayOf(b) ? a : b
  return firstDayOf(a) > firstDayOf(b) ? a : b
}

/** The day after. */
export function nextDay(day: FullDay): FullDay {
  return addDays(day, 1)
}

/** The day so many days later. */
export function addDays(day: FullDay, days: number): FullDay {
  return dayOfDate(Date.parse(day) + days * 86_400_000)
}

/** How many days a day comes after another: negative where it comes before. */
export function daysFrom(earlier: FullDay, later: FullDay): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000
}

/** The English names of the months. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** And the Welsh ones. */
const welshMonthNames = [
  'Ionawr',
  'Chwefror',
  'Mawrth',
  'Ebrill',
  'Mai',
  'Mehefin',
  'Gorffennaf',
  'Awst',
  'Medi',
  'Hydref',
  'Tachwedd',
  'Rhagfyr',
] as const

/** As people write it: `14 June 2014`, `June 2014`, `2014`; in Welsh `14 Mehefin 2014`. */
export function formatDayWords(day: Day, language: MailLanguage = 'en'): string {
  const { year, month, date } = partsOf(day)
  const names = language === 'cy' ? welshMonthNames : monthNames
  return [date, month && names[month - 1], year].filter(Boolean).join(' ')
}

/** A moment as entries write it: RFC 3339, UTC, whole seconds, `2026-03-04T10:15:00Z`. Text order is time order. */
export type Instant = v.InferOutput<typeof Instant>
export const Instant = v.pipe(v.string(), v.check(isInstant, 'malformed instant'), v.brand('Instant'))

/** Reads a moment; leap seconds, fractions and offsets are refused. */
export function parseInstant(text: string): Instant {
  const read = v.safeParse(Instant, text)
  if (!read.success) throw new Malformed('malformed instant')
  return read.output
}

/** The moment of so many milliseconds since 1970, cut to the second. */
export function formatInstant(milliseconds: number): Instant {
  return parseInstant(printed(milliseconds))
}

/** Milliseconds since 1970. */
export function millisecondsOf(instant: Instant): number {
  return Date.parse(instant)
}

/** The moment so many seconds later, or earlier when negative. */
export function addSeconds(instant: Instant, seconds: number): Instant {
  return formatInstant(millisecondsOf(instant) + seconds * 1000)
}

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The calendar day that a moment falls on in London, where the register's days are counted. */
export function londonDay(instant: Instant): FullDay {
  // Since 1972 London is on UTC or an hour ahead of it: its day differs in the last hour of one alone.
  if (instant >= '1972' && !instant.startsWith('23', 11)) return parseFullDay(instant.slice(0, 10))
  const parts = london.formatToParts(millisecondsOf(instant))
  const part = (type: string) => parts.find((each) => each.type === type)?.value
  return parseFullDay(`${part('year')}-${part('month')}-${part('day')}`)
}

/** The moment at which a calendar day begins in London: midnight there, an hour before that of UTC in summer. */
export function startOfLondonDay(day: FullDay): Instant {
  const midnight = parseInstant(`${day}T00:00:00Z`)
  const earlier = addSeconds(midnight, -3600)
  return londonDay(earlier) === day ? earlier : midnight
}

function partsOf(day: string): { year: number; month: number | undefined; date: number | undefined } {
  const [year, month, date] = day.split('-').map(Number)
  return { year: year ?? Number.NaN, month, date }
}

function dayOfDate(milliseconds: number): FullDay {
  return parseFullDay(new Date(milliseconds).toISOString().slice(0, 10))
}

function isCalendarDay(text: string): boolean {
  if (!/^[1-9]\d{3}(-\d\d(-\d\d)?)?$/.test(text)) return false
  const { year, month = 1, date = 1 } = partsOf(text)
  // The day before the first of the next month is the last of this one.
  return month >= 1 && month <= 12 && date >= 1 && date <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function printed(milliseconds: number): string {
  return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().replace('.000Z', 'Z')
}

function isInstant(text: string): boolean {
  return /^.{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/.test(text) && isCalendarDay(text.slice(0, 10))
}
