import type { Instant } from './day.ts'

/**
 * What happens on the way to a signature and after it (certificate handbook §8.1): `delivered` and `bounced` as the carrier
 * said, `started` by a press of the button behind the link, `confirmed` by a code that was typed.
 */
export const actEvents = [
  'sent',
  'reminded',
  'delivered',
  'bounced',
  'handed-on',
  'expired',
  'started',
  'confirmed',
  'signed',
  'transcribed',
  'approved',
  'accepted',
] as const

export type ActEvent = { event: (typeof actEvents)[number]; at: Instant }
