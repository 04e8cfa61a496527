import { addDays, formatDayWords, type FullDay } from './day.ts'

/** What of the register's keys has an end: by a date in it, or because keys are replaced every two years. */
export const keyTerms = ['seal-certificate', 'seal-root', 'revocation-list', 'log-key', 'list-key'] as const
export type KeyTerm = (typeof keyTerms)[number]

/** Days for which a key of the log, or of lists, signs before another is to take over. */
export const keyDays = 730

/** How many days before the end somebody is told, and once more when it has come. */
const notices = [60, 14, 0] as const

/** Since when a term has been about to end: the day of the last notice that has come; none while there is time. */
export function noticedOn(until: FullDay, today: FullDay): FullDay | undefined {
  return notices.map((days) => addDays(until, -days)).findLast((day) => day <= today)
}

const words = {
  'seal-certificate': ['The certificate of the seal', 'PDF readers doubt what is sealed after that day.'],
  'seal-root': ['The root certificate of the seal', 'PDF readers doubt what is sealed after that day.'],
  'revocation-list': [
    'The revocation list of the seal',
    'After that day PDF readers cannot tell whether the seal was revoked.',
  ],
  'log-key': ['The key of the log', 'It still works. A key that leaked unnoticed is of no use once it is replaced.'],
  'list-key': ['The key of lists', 'It still works. A key that leaked unnoticed is of no use once it is replaced.'],
} as const satisfies Record<KeyTerm, readonly [what: string, why: string]>

/** What is said of a term: what ends on which day, and what that means. */
export function sayTerm(term: KeyTerm, until: FullDay): { what: string; ends: string; why: string } {
  const [what, why] = words[term]
  const isHabit = term === 'log-key' || term === 'list-key'
  return { what, ends: `${isHabit ? 'is to be replaced by' : 'runs out on'} ${formatDayWords(until)}`, why }
}
