import { formatUtf8 } from './utf8.ts'

/** Something on a whole day, `2026-04-14`. `uid` names it for ever; `url` leads to more of it. */
export type CalendarEvent = {
  readonly uid: string
  readonly day: string
  readonly summary: string
  readonly url: string
}

/**
 * Days as a calendar that programs subscribe to (RFC 5545; RFC 7986 for its name and how often to ask again). `stamp` is the
 * moment it was made, as RFC 3339 has it in UTC and whole seconds. Nothing in it takes up anybody's time.
 */
export function formatCalendar(name: string, stamp: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//register//days//EN',
    'METHOD:PUBLISH',
    `NAME:${escape(name)}`,
    `X-WR-CALNAME:${escape(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...events.flatMap(({ uid, day, summary, url }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTAMP:${basic(stamp)}`,
      `DTSTART;VALUE=DATE:${basic(day)}`,
      `SUMMARY:${escape(summary)}`,
      `URL:${url}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

/** The basic form of ISO 8601, which RFC 5545 §3.3.4 and §3.3.5 ask for. */
function basic(text: string): string {
  return text.replaceAll(/[-:]/g, '')
}

/** A TEXT (RFC 5545 §3.3.11); what else is a control character means nothing in one. */
function escape(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
    .replaceAll(/\p{Cc}/gu, '')
}

/** A line of at most 75 octets, broken between characters where it is longer (RFC 5545 §3.1). */
function fold(line: string): string {
  let [folded, octets] = ['', 0]
  for (const character of line) {
    const { length } = formatUtf8(character)
    if (octets + length > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += length
  }
  return folded
}
