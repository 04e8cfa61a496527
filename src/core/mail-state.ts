import type { Instant } from './day.ts'

/** What a mail may come to, as the desk reads it. */
export const mailStates = ['queued', 'sent', 'delivered', 'bounced', 'dead'] as const
export type MailState = (typeof mailStates)[number]

/** Why a mail has not arrived, or not yet. */
export const mailTroubles = [
  /** The carrier does not answer, or breaks off in the middle. */
  'unanswered',
  /** The carrier does not take mail from us. */
  'not-let-in',
  /** The carrier takes nothing more for a while, or nothing from somebody it has not seen before. */
  'busy',
  /** There is no such mailbox. */
  'address-refused',
  /** The carrier takes this mail from nobody. */
  'refused',
  /** The mailbox is full, or whoever keeps it takes the mail for spam. */
  'full',
  /** The carrier took it, and could not hand it on. */
  'not-handed-on',
  /** A coordinator saw it come back. */
  'came-back',
  /** Its code or link had run out, or a newer mail had taken its place. */
  'too-late',
  /** Whoever it was for has declined, or asked for no more. */
  'unwanted',
  /** It was tried as often as it may be, and nothing was learnt. */
  'given-up',
  /** The database was put back from a copy in which it waited: it may have been sent since. */
  'put-back',
] as const
export type MailTrouble = (typeof mailTroubles)[number]

/** What became of one try to hand a mail to a carrier. */
export type Carried =
  /** The carrier has it, and may call it by a name of its own. */
  | { became: 'sent'; as: string | null }
  /** Never to be tried again as it is. */
  | { became: 'bounced' | 'dead'; trouble: MailTrouble }
  /** To be tried again; `all` says that no other mail would fare better now. */
  | { became: 'waiting'; trouble: MailTrouble; all: boolean }

/** What is known of a mail on its way: times, or null where it has not happened. */
export type MailFacts = {
  sentAt: Instant | null
  deliveredAt: Instant | null
  bouncedAt: Instant | null
  deadAt: Instant | null
}

/** Where a mail is. Computed, never stored. */
export function mailStateOf({ sentAt, deliveredAt, bouncedAt, deadAt }: MailFacts): MailState {
  if (deadAt) return 'dead'
  if (bouncedAt) return 'bounced'
  if (deliveredAt) return 'delivered'
  return sentAt ? 'sent' : 'queued'
}

/** Seconds until the next try after the first, the second and so on: greylisting ends within minutes, an outage within days. */
const pauses = [60, 300, 900, 3600, 10_800, 21_600, 43_200, 86_400] as const

/** How often a mail is tried. */
export const mostTries = pauses.length + 1

/**
 * Seconds until a mail that was tried so often is tried again, give or take a fifth, so that those which failed together
 * do not come back together; none when it was tried as often as it may be. `chance` is from 0 to 1.
 */
export function retryAfter(tries: number, chance: number): number | undefined {
  const pause = pauses[tries - 1]
  return pause && Math.round(pause * (0.8 + 0.4 * chance))
}
