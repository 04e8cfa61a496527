import { addDays, type FullDay } from './day.ts'
import { Refusal } from './refusal.ts'
import { assureOpen, isUndecided, type Signatory, type SignUp, type SignUpDraft } from './sign-up.ts'

/**
 * A signatory as answered on a day. A resolution that is said to lie ahead, or whose day does, is none yet: what is signed
 * waits for it, and its day is when the board meets. No other mandate can lie ahead.
 */
export function awaitDecision(
  signatory: Signatory,
  today: FullDay,
): { signatory: Signatory; boardOn: FullDay | undefined } {
  const { decidedOn, undecided, ...rest } = signatory
  const ahead = decidedOn !== undefined && decidedOn > today
  if (!ahead && !undecided) return { signatory, boardOn: undefined }
  if (rest.mandate !== 'resolution') {
    const words = 'Only a resolution may still have to be made. Choose it, or give the day of a decision that was made'
    throw new Refusal('field-invalid', words, 'mandate')
  }
  if (decidedOn !== undefined && !ahead) {
    const words = 'This day has passed. If it was decided then, it has not still to be decided'
    throw new Refusal('field-invalid', words, 'decided-day')
  }
  if (rest.minute !== undefined) {
    throw new Refusal('field-invalid', 'Leave this empty until the decision is made', 'minute')
  }
  return { signatory: { ...rest, undecided: true }, boardOn: decidedOn }
}

/** What a board decided: on which day, and where it is written. */
export type Decision = { decidedOn: FullDay; minute: string }

/** The answers of a sign-up whose board has decided. What was signed before says what was known then, and stays. */
export function decideRatification(signUp: SignUp, decision: Decision, today: FullDay): SignUpDraft {
  assureUndecided(signUp)
  const { draft } = signUp
  if (decision.decidedOn > today) {
    throw new Refusal('field-invalid', 'This day lies ahead. Come back when it is decided', 'decided-day')
  }
  const signatories = draft.signatories.map(({ undecided, ...one }) => (undecided ? { ...one, ...decision } : one))
  return { ...draft, signatories }
}

/** Refuses to take a decision for a sign-up that waits for none. */
export function assureUndecided(signUp: SignUp): void {
  assureOpen(signUp)
  if (!signUp.sentAt || !isUndecided(signUp)) throw new Refusal('already-done', 'Nothing here waits for a decision.')
}

/** How far ahead a board's day may lie: what nobody touches is kept until then. */
const farthest = 366

/** Refuses a day on which no board can look at a sign-up any more, or that is too far away. */
export function assureBoardDay(signUp: SignUp, on: FullDay, today: FullDay): void {
  assureOpen(signUp)
  assureAhead(on, today)
}

/** Refuses a day of a board that has passed, or that is too far away. */
export function assureAhead(on: FullDay, today: FullDay): void {
  if (on < today) throw new Refusal('field-invalid', 'This day has passed. Give one that lies ahead', 'board-day')
  if (on > addDays(today, farthest)) throw new Refusal('field-invalid', 'Give a day within a year', 'board-day')
}

/** The day on which a board is going to look at a sign-up, as far as it lies ahead. */
export function boardAhead({ boardOn }: Pick<SignUp, 'boardOn'>, today: FullDay): FullDay | undefined {
  return boardOn !== null && boardOn >= today ? boardOn : undefined
}
