/**
 * What may be wrong with an authority that was asked for a time-stamp: it did not answer in time; its answer cannot be read, or
 * refuses; its token is about other bytes, another question, another policy or another time than was asked; its signature does
 * not hold; its key is not for time-stamps alone; or its certificates do not lead to the anchor that was configured, or had run out.
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
] as const
export type StampTrouble = (typeof stampTroubles)[number]
