import type { Instant } from './day.ts'

/**
 * What may be wrong with an authority that was asked for a time-stamp: it did not answer in time; its answer cannot be read, or
 * refuses; its token is about other bytes, another question, another policy or another time than was asked; its signature does
 * not hold; its key is not for time-stamps alone; its certificates do not lead to the anchor that was configured, or
 * had run out; or it brings something that nothing signs.
 */
export const stampTroubles = [
  'unanswered',
  'unreadable',
  'rejected',
  'other-imprint',
  'other-nonce',
  'other-policy',
  'other-time',
  'bad-signature',
  'other-purpose',
  'unknown-issuer',
  'loose-parts',
] as const
export type StampTrouble = (typeof stampTroubles)[number]

/** When an authority was last asked, when it last gave a time-stamp that held, and what was wrong with its last answer. */
export type StampTry = {
  readonly triedAt: Instant
  readonly goodAt: Instant | null
  readonly trouble: StampTrouble | null
}

const words = {
  unanswered: 'it does not answer',
  unreadable: 'its answer is no time-stamp',
  rejected: 'it refuses',
  'other-imprint': 'its time-stamp is about something else',
  'other-nonce': 'its time-stamp answers another question',
  'other-policy': 'its time-stamp is under another policy than the settings say',
  'other-time': 'its clock and ours differ by more than a minute',
  'bad-signature': 'the signature of its time-stamp does not hold',
  'other-purpose': 'its key is not for time-stamps alone',
  'unknown-issuer': 'its certificates do not lead to the one in the settings, or have run out',
  'loose-parts': 'its time-stamp brings more than its signature covers',
} as const satisfies Record<StampTrouble, string>

/** What is wrong with an authority, in words that go on from its name. */
export function sayStampTrouble(trouble: StampTrouble): string {
  return words[trouble]
}
