import { describe, expect, it } from 'vitest'
import { parseTypedDay, parseTypedPartialDay } from '../../src/core/typed-day.ts'

describe('a typed date', () => {
  it.each([
    ['6', '6', '2026', '2026-06-06'],
    ['06', '06', '2026', '2026-06-06'],
    [' 14 ', ' June ', ' 2014 ', '2014-06-14'],
    ['1', 'sept.', '2026', '2026-09-01'],
    ['29', 'FEB', '2024', '2024-02-29'],
    ['31', '12', '2026', '2026-12-31'],
  ])('%j %j %j is %s', (day, month, year, expected) =>
    expect(parseTypedDay({ day, month, year }, 'decided-on')).toBe(expected),
  )

  it.each([
    ['', '', '', 'Enter a date.'],
    ['', '6', '2026', 'The date must include a day.'],
    ['14', ' ', '', 'The date must include a month and a year.'],
    ['14', '6', '26', 'Write the year with four digits, like 2026.'],
    ['14', '6', '0026', 'Write the year with four digits, like 2026.'],
    ['14', '13', '2026', 'Write the month as a number or a name, like 6 or June.'],
    ['14', '0', '2026', 'Write the month as a number or a name, like 6 or June.'],
    ['14', 'ju', '2026', 'Write the month as a number or a name, like 6 or June.'],
    ['14', 'Juin', '2026', 'Write the month as a number or a name, like 6 or June.'],
    ['31', '6', '2026', 'June 2026 has days 1 to 30. Check the day.'],
    ['29', '2', '2023', 'February 2023 has days 1 to 28. Check the day.'],
    ['0', '6', '2026', 'June 2026 has days 1 to 30. Check the day.'],
    ['0x1', '6', '2026', 'June 2026 has days 1 to 30. Check the day.'],
    ['1e0', '6', '2026', 'June 2026 has days 1 to 30. Check the day.'],
  ])('%j %j %j is refused', (day, month, year, words) =>
    expect(() => parseTypedDay({ day, month, year }, 'decided-on')).toThrow(
      expect.objectContaining({ kind: 'field-invalid', words, field: 'decided-on' }),
    ),
  )
})

describe('a typed date that may be imprecise', () => {
  it.each([
    ['', '', '2009', '2009'],
    ['', 'June', '2014', '2014-06'],
    ['14', '6', '2014', '2014-06-14'],
  ])('%j %j %j is %s', (day, month, year, expected) =>
    expect(parseTypedPartialDay({ day, month, year }, 'signed-on')).toBe(expected),
  )

  it('needs the month of a day', () =>
    expect(() => parseTypedPartialDay({ day: '14', month: '', year: '2014' }, 'signed-on')).toThrow(
      'The date must include a month.',
    ))
})
