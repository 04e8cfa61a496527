import { addSeconds, formatInstant, millisecondsOf, type Instant } from './day.ts'

/**
 * Why a certificate was not prolonged when it was last tried: no authority gave a time-stamp that holds; a list of revoked
 * X.509 certificates did not come; the lists are not signed by who they should be, are not in force or name one of ours; what
 * was made of it could not be read back; what vouches for it had run out before.
 */
export const prolongTroubles = ['no-time-stamp', 'no-list', 'unfit-list', 'not-read-back', 'too-late'] as const
export type ProlongTrouble = (typeof prolongTroubles)[number]

const words = {
  'no-time-stamp': 'no authority gave a time-stamp that holds',
  'no-list': 'the authority’s list of revoked certificates could not be fetched',
  'unfit-list':
    'a list of revoked certificates is not signed as it should be, is not in force, or names one of those that are used',
  'not-read-back': 'what was made of it could not be read back',
  'too-late': 'the certificate of the seal, or of the last time-stamp, had run out before it could be done',
} as const satisfies Record<ProlongTrouble, string>

/** Why a certificate was not prolonged, in words that go on from a colon. */
export function sayProlongTrouble(trouble: ProlongTrouble): string {
  return words[trouble]
}

const [minute, hour, day] = [60, 3600, 86_400]

/** For how long, in seconds, something is left alone at most. */
const longest = {
  'no-time-stamp': hour,
  'no-list': day,
  'unfit-list': day,
  'not-read-back': day,
  'too-late': day,
} as const satisfies Record<ProlongTrouble, number>

/** When what has failed since a moment is tried again: it is left alone for as long as it has failed by now. */
export function againAt(trouble: ProlongTrouble, since: Instant, now: Instant): Instant {
  const failing = (millisecondsOf(now) - millisecondsOf(since)) / 1000
  return addSeconds(now, Math.min(Math.max(failing, 5 * minute), longest[trouble]))
}

/**
 * By when a time-stamp has to be taken over by another: 90 days before the first of its X.509 certificates runs out, or half
 * way there, where it counts for less than 180.
 */
export function dueOf({ at, until }: { readonly at: Instant; readonly until: Instant }): Instant {
  const left = millisecondsOf(until) - millisecondsOf(at)
  return formatInstant(millisecondsOf(until) - Math.min(90 * day * 1000, left / 2))
}
