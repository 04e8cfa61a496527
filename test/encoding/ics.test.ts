import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatCalendar } from '../../src/encoding/ics.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'

const event = { uid: 'a@register.example', day: '2026-04-14', url: 'https://register.example/desk' }
const stamp = '2026-03-04T10:15:00Z'

/** What a calendar program reads (RFC 5545 §3.1, §3.3.11): lines unfolded, a text with its marks taken away. */
function read(calendar: string, name: string): string | undefined {
  const lines = calendar.replaceAll('\r\n ', '').split('\r\n')
  const line = lines.find((one) => one.startsWith(`${name}:`) || one.startsWith(`${name};`))
  return line
    ?.slice(line.indexOf(':') + 1)
    .replaceAll(/\\([\\;,nN])/g, (_, mark: string) => (/n/i.test(mark) ? '\n' : mark))
}

it('says whole days that take up nobody’s time, and when it was made', () => {
  const calendar = formatCalendar('Desk', stamp, [{ ...event, summary: 'Board' }])
  expect(read(calendar, 'DTSTART')).toBe('20260414')
  expect(calendar).toContain('DTSTART;VALUE=DATE:20260414\r\n')
  expect(read(calendar, 'DTSTAMP')).toBe('20260304T101500Z')
  expect(read(calendar, 'UID')).toBe(event.uid)
  expect(read(calendar, 'TRANSP')).toBe('TRANSPARENT')
  expect(calendar.split('\r\n').filter((line) => /^(BEGIN|END):/.test(line))).toEqual([
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ])
})

it('whatever a body is called, its line is read as it was, and no line is longer than 75 octets', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom(';', ',', '\\', '\n', ':', '"', 'ŵ', '中', '👩‍🌾', ' '), fc.string()),
    minLength: 60,
    maxLength: 120,
  })
  fc.assert(
    fc.property(text, (summary) => {
      const calendar = formatCalendar('Desk', stamp, [{ ...event, summary }])
      for (const line of calendar.split('\r\n')) expect(formatUtf8(line).length).toBeLessThanOrEqual(75)
      expect(calendar.endsWith('END:VCALENDAR\r\n')).toBe(true)
      const wanted = summary.replaceAll(/\r\n?/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, '')
      expect(read(calendar, 'SUMMARY')).toBe(wanted.toWellFormed())
    }),
  )
})
