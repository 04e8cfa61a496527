/**
 * What may be wrong with a witness that was asked to cosign: it did not answer; its answer is not one, or has no cosignature
 * of its own; its clock is not ours; it says that our request is malformed, that it does not know our key or our log, or that
 * our log contradicts what it saw before.
 */
export const troubles = [
  'unanswered',
  'unreadable',
  'other-time',
  'malformed',
  'unknown-key',
  'unknown-log',
  'disputed',
] as const
export type Trouble = (typeof troubles)[number]
