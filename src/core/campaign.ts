import { addDays, type FullDay } from './day.ts'

/**
 * Why a body of the cohort is not written to: it has ended, a signing of it is suspended, the edition is not its to sign, or a
 * coordinator said so. The register says that it is suspended; that is kept nowhere else.
 */
export const leftOuts = ['ended', 'suspended', 'not-theirs', 'by-hand'] as const
export type LeftOut = (typeof leftOuts)[number]

/** Where an invitation stands (domain handbook §3.4), from the last to the first of what may have happened. */
export const progresses = [
  'left-out',
  'signed',
  'declined',
  'awaiting-check',
  'one-of-two',
  'at-board',
  'started',
  'bounced',
  'no-reply',
  'delivered',
  'sent',
  'not-sent',
] as const
export type Progress = (typeof progresses)[number]

/** What is known of an invitation: what has happened with it, and the days that are counted from. */
export type InvitationFacts = {
  leftOut: LeftOut | null
  /** The body has signed the edition, by this way or another. */
  signed: boolean
  declined: boolean
  /** How far the sign-up that the invitation led to is signed; none is open. */
  signing: 'nobody' | 'some' | 'everybody' | null
  boardOn: FullDay | null
  started: boolean
  stopped: boolean
  bounced: boolean
  delivered: boolean
  /** The day of the first mail, on which it was written, and that of the latest. */
  invitedOn: FullDay | null
  lastMailOn: FullDay | null
  reminders: number
}

/** The days after the first mail on which a body is reminded, in order. */
export type Chase = readonly number[]

/** How many days somebody has to answer the last reminder, and how soon after their board they are written to again. */
const patience = 7

/** Where an invitation stands on a day. Computed, never stored. */
export function progressOf(facts: InvitationFacts, chase: Chase, today: FullDay): Progress {
  if (facts.signed) return 'signed'
  if (facts.leftOut) return 'left-out'
  if (facts.declined) return 'declined'
  if (facts.signing === 'everybody') return 'awaiting-check'
  if (facts.signing === 'some') return 'one-of-two'
  if (isAtBoard(facts, today)) return 'at-board'
  if (facts.started) return 'started'
  if (facts.bounced) return 'bounced'
  if (!facts.invitedOn) return 'not-sent'
  if (isWaitedOut(facts, chase, today)) return 'no-reply'
  return facts.delivered ? 'delivered' : 'sent'
}

/** Which reminder is due on a day, from 1: the last one whose day has come, so that those missed in an outage are one. */
export function reminderDue(facts: InvitationFacts, chase: Chase, today: FullDay): number | undefined {
  const { invitedOn, reminders } = facts
  if (!invitedOn || !mayBeWritten(facts, chase, today)) return undefined
  const come = chase.filter((days) => addDays(invitedOn, days) <= today).length
  return come > reminders ? come : undefined
}

/**
 * Whether something new may be written on a day to a body that was invited. Nothing to one that has signed, has declined,
 * asked for no more, cannot be reached, or has its board before it; and nothing sooner than a few days after the last mail or
 * the board.
 */
export function mayBeWritten(facts: InvitationFacts, chase: Chase, today: FullDay): boolean {
  const { invitedOn, lastMailOn, boardOn, stopped } = facts
  const quiet = ['signed', 'left-out', 'declined', 'awaiting-check', 'one-of-two', 'at-board', 'bounced', 'not-sent']
  if (!invitedOn || stopped || quiet.includes(progressOf(facts, chase, today))) return false
  return [lastMailOn, boardOn].every((day) => !day || addDays(day, patience) <= today)
}

/** How many days before its signing lapses a body is told. */
const lapseNotice = 28

/** From which day on it is told that signings lapse after a day. */
export function lapseNoticeFrom(ends: FullDay): FullDay {
  return addDays(ends, -lapseNotice)
}

/** Whether a day is one of the last on which signings count. */
export function isLapseNear(ends: FullDay, today: FullDay): boolean {
  return lapseNoticeFrom(ends) <= today && today <= ends
}

/** Whether every reminder has been written, and the last mail long enough ago: the telephone comes next. */
export function isWaitedOut(
  { reminders, invitedOn, lastMailOn }: Pick<InvitationFacts, 'reminders' | 'invitedOn' | 'lastMailOn'>,
  chase: Chase,
  today: FullDay,
): boolean {
  const last = lastMailOn ?? invitedOn
  return last !== null && reminders >= chase.length && today > addDays(last, patience)
}

/** Whether the body's board has the matter still before it: reminders wait until then. */
function isAtBoard({ boardOn }: Pick<InvitationFacts, 'boardOn'>, today: FullDay): boolean {
  return boardOn !== null && boardOn >= today
}
