import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addSeconds,
  firstDayOf,
  formatDayWords,
  formatInstant,
  isCertainlyBy,
  isPossiblyBy,
  lastDayOf,
  laterOf,
  londonDay,
  millisecondsOf,
  nextDay,
  parseDay,
  parseFullDay,
  parseInstant,
} from '../../src/core/day.ts'

const fullDay = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-30'), noInvalidDate: true })
  .map((date) => parseFullDay(date.toISOString().slice(0, 10)))
const day = fc.tuple(fullDay, fc.constantFrom(4, 7, 10)).map(([full, length]) => parseDay(full.slice(0, length)))

describe('a day', () => {
  it.each(['2009', '2014-06', '2014-06-14', '2024-02-29', '2000-02-29', '1000', '9999-12-31'])('%s is one', (text) =>
    expect(parseDay(text)).toBe(text),
  )

  it.each([
    '',
    '0999',
    '10000',
    '2014-6',
    '2014-00',
    '2014-13',
    '2014-06-00',
    '2014-06-31',
    '2023-02-29',
    '1900-02-29',
    ' 2014',
    '2014-06-14T00:00:00Z',
    '2014-06-14\n',
    '+2014',
  ])('%j is none', (text) => expect(() => parseDay(text)).toThrow('malformed day'))

  it.each(['2014', '2014-06', '2023-02-29'])('%s is not known to the day', (text) =>
    expect(() => parseFullDay(text)).toThrow('malformed day'),
  )

  it.each([
    ['2014', '2014'],
    ['2014-06', 'Mehefin 2014'],
    ['2014-06-04', '4 Mehefin 2014'],
    ['2026-11-21', '21 Tachwedd 2026'],
  ])('%s reads %s in Welsh', (text, words) => expect(formatDayWords(parseDay(text), 'cy')).toBe(words))

  it.each([
    ['2014', '2014-01-01', '2014-12-31', '2014'],
    ['2014-06', '2014-06-01', '2014-06-30', 'June 2014'],
    ['2024-02', '2024-02-01', '2024-02-29', 'February 2024'],
    ['2014-12', '2014-12-01', '2014-12-31', 'December 2014'],
    ['2014-06-04', '2014-06-04', '2014-06-04', '4 June 2014'],
  ])('%s lies from %s to %s and reads %s', (text, first, last, words) => {
    const known = parseDay(text)
    expect([firstDayOf(known), lastDayOf(known), formatDayWords(known)]).toEqual([first, last, words])
  })

  it.each([
    ['2014', '2013-12-31', false, false],
    ['2014', '2014-01-01', true, false],
    ['2014', '2014-12-30', true, false],
    ['2014', '2014-12-31', true, true],
    ['2014-06', '2014-05-31', false, false],
    ['2014-06', '2014-06-14', true, false],
    ['2014-06', '2014-06-30', true, true],
    ['2014-06-14', '2014-06-13', false, false],
    ['2014-06-14', '2014-06-14', true, true],
  ])('%s by %s: possibly %s, certainly %s', (text, on, possibly, certainly) => {
    expect(isPossiblyBy(parseDay(text), parseFullDay(on))).toBe(possibly)
    expect(isCertainlyBy(parseDay(text), parseFullDay(on))).toBe(certainly)
  })

  it.each([
    ['2014-06-14', '2014-06-15', '2014-06-15'],
    ['2014', '2014-06-14', '2014'],
    ['2014', '2014-12-31', '2014-12-31'],
    ['2014', '2014-12', '2014-12'],
    ['2014-06', '2014-07', '2014-07'],
    ['2009', '2014', '2014'],
  ])('of %s and %s the later is %s, in either order', (a, b, later) => {
    expect(laterOf(parseDay(a), parseDay(b))).toBe(later)
    expect(laterOf(parseDay(b), parseDay(a))).toBe(later)
  })

  it('is certainly past only when both are, and never certain before it is possible', () => {
    fc.assert(
      fc.property(day, day, fullDay, (a, b, on) => {
        expect(isCertainlyBy(laterOf(a, b), on)).toBe(isCertainlyBy(a, on) && isCertainlyBy(b, on))
        expect(isPossiblyBy(a, on) || !isCertainlyBy(a, on)).toBe(true)
      }),
    )
  })

  it.each([
    ['2014-06-14', '2014-06-15'],
    ['2024-02-28', '2024-02-29'],
    ['2023-02-28', '2023-03-01'],
    ['2014-12-31', '2015-01-01'],
    ['2026-03-29', '2026-03-30'],
  ])('after %s comes %s', (text, next) => expect(nextDay(parseFullDay(text))).toBe(next))
})

describe('an instant', () => {
  it.each(['2026-03-04T10:15:00Z', '1000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('%s is one', (text) =>
    expect(parseInstant(text)).toBe(text),
  )

  it.each([
    '2026-03-04T10:15:00+00:00',
    '2026-03-04T10:15:00.000Z',
    '2026-03-04t10:15:00z',
    '2026-03-04 10:15:00Z',
    '2026-03-04T24:00:00Z',
    '2026-12-31T23:59:60Z',
    '2026-02-29T10:15:00Z',
    '2026-03-04',
    '',
  ])('%j is none', (text) => expect(() => parseInstant(text)).toThrow('malformed instant'))

  it('prints the second that milliseconds fall in, and reads back', () => {
    expect(formatInstant(Date.UTC(2026, 2, 4, 10, 15, 0, 999))).toBe('2026-03-04T10:15:00Z')
    fc.assert(
      fc.property(fc.integer({ min: -30_000_000_000, max: 250_000_000_000 }), (seconds) => {
        expect(millisecondsOf(formatInstant(seconds * 1000 + 1))).toBe(seconds * 1000)
      }),
    )
  })

  it.each([
    ['in winter', '2026-01-31T23:59:59Z', '2026-01-31'],
    ['in summer, before midnight', '2026-06-13T22:59:59Z', '2026-06-13'],
    ['in summer, after midnight', '2026-06-13T23:00:00Z', '2026-06-14'],
    ['on the night the clocks go forward', '2026-03-29T00:30:00Z', '2026-03-29'],
    ['on the last evening of summer time', '2026-10-24T23:00:00Z', '2026-10-25'],
    ['on the first evening of winter time', '2026-10-25T23:30:00Z', '2026-10-25'],
  ])('falls on a London day %s', (_when, instant, expected) => expect(londonDay(parseInstant(instant))).toBe(expected))

  it('moves by seconds, across days', () => {
    expect(addSeconds(parseInstant('2026-12-31T23:59:59Z'), 1)).toBe('2027-01-01T00:00:00Z')
    expect(addSeconds(parseInstant('2027-01-01T00:00:00Z'), -1)).toBe('2026-12-31T23:59:59Z')
  })
})

it('the day of a moment is the one that the calendar of London has', () => {
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short' })
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1960, 0), max: Date.UTC(2060, 0) }), (milliseconds) => {
      expect(londonDay(formatInstant(milliseconds))).toBe(calendar.format(milliseconds))
    }),
    { numRuns: 2000 },
  )
})
