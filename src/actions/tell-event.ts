import { londonDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { missingSignatures, stateOf } from '../core/sign-up.ts'
import type { Attended } from '../core/slip.ts'
import type { Uuid } from '../core/uuid.ts'
import { findEvent, listAttendances, type Attendance, type SigningEvent } from '../storage/read/events.ts'
import { listEditions, nameOfEdition } from '../storage/read/editions.ts'
import { listSignUps, type StoredSignUp } from '../storage/read/sign-ups.ts'
import { bodyNameOf } from './name-sign-up.ts'
import { now, type Parts } from './parts.ts'

/** A sign-up at an event. */
export type Attendee = { attendance: Attendance; signUp: StoredSignUp; body: string; attended: Attended }

export type ToldEvent = { event: SigningEvent; edition: string; attendees: readonly Attendee[]; open: boolean }

/** An event with everybody who signs there, by their organisations' names. What came to nothing is left out. */
export async function tellEvent(parts: Parts, id: Uuid): Promise<ToldEvent> {
  const event = await findEvent(parts.db, id)
  if (!event) throw new Refusal('not-found', 'There is no such event.')
  const attendances = await listAttendances(parts.db, id)
  const signUps = await listSignUps(
    parts.db,
    attendances.map(({ signUp }) => signUp),
  )
  const told = await Promise.all(
    signUps.map(async (signUp) => {
      const attendance = attendances.find((one) => one.signUp === signUp.id)
      const over = signUp.outcome === 'declined' || signUp.outcome === 'turned-down'
      if (!attendance || over) return []
      return [{ attendance, signUp, body: await bodyNameOf(parts, signUp), attended: attendedBy(signUp) }]
    }),
  )
  return {
    event,
    edition: nameOfEdition(await listEditions(parts.db), event.edition),
    attendees: told.flat().toSorted((a, b) => a.body.localeCompare(b.body, 'en-GB')),
    open: isOpen(parts, event),
  }
}

/** Whether codes still work: until the event is closed, or its day is over. */
export function isOpen(parts: Parts, { closedAt, onDay }: SigningEvent): boolean {
  return closedAt === null && londonDay(now(parts)) <= onDay
}

function attendedBy(signUp: StoredSignUp): Attended {
  if (stateOf(signUp) === 'accepted' || signUp.paper) return 'signed'
  if (!signUp.sentAt) return 'unnamed'
  const missing = new Set(missingSignatures(signUp).map(({ signatory }) => signatory)).size
  if (missing === 0) return 'signed'
  return missing < signUp.draft.signatories.length ? 'half-signed' : 'unsigned'
}
