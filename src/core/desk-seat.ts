import type { DeskRole } from './desk-role.ts'
import { Refusal } from './refusal.ts'
import type { Uuid } from './uuid.ts'

/** Somebody at the desk. An employer is known by name: who works for a body does not accept it alone. */
export type Seat = {
  readonly id: Uuid
  readonly address: string
  readonly role: DeskRole
  readonly employer: string | null
}

/** What may become of a seat. */
export type SeatTerms = Pick<Seat, 'role' | 'employer'>

/** Holds a mailbox to be nobody's who is at the desk: by it they are known when they come in. */
export function assureNewcomer(seats: readonly Seat[], address: string): void {
  if (seats.some((seat) => seat.address.toLowerCase() === address.toLowerCase())) {
    throw new Refusal('already-done', 'Somebody with this email address is at the desk already', 'email')
  }
}

/**
 * Holds a change of somebody's seat to what one coordinator may decide. Nobody changes their own while there is another
 * coordinator to ask: with another employer's name they could accept alone what needs two.
 */
export function assureSeatChange(seats: readonly Seat[], who: Uuid, by: Uuid, terms: SeatTerms): void {
  const seat = findSeat(seats, who)
  if (seat.role === 'coordinator' && terms.role !== 'coordinator') assureAnother(seats, who)
  if (who === by && seats.some(({ id, role }) => id !== who && role === 'coordinator')) {
    throw new Refusal('second-approver', 'Ask another coordinator to change your role or whom you work for.', 'role')
  }
}

/** Holds somebody who leaves the desk to leave it to a coordinator. */
export function assureDeparture(seats: readonly Seat[], who: Uuid): void {
  if (findSeat(seats, who).role === 'coordinator') assureAnother(seats, who)
}

function findSeat(seats: readonly Seat[], who: Uuid): Seat {
  const seat = seats.find(({ id }) => id === who)
  if (!seat) throw new Refusal('not-found', 'Nobody like this is at the desk. They may have left it.')
  return seat
}

function assureAnother(seats: readonly Seat[], who: Uuid): void {
  if (seats.some(({ id, role }) => id !== who && role === 'coordinator')) return
  throw new Refusal('last-coordinator', 'Somebody has to run the desk. Add another coordinator first.')
}
