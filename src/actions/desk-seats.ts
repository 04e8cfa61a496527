import { assureDeparture, assureNewcomer, assureSeatChange, type SeatTerms } from '../core/desk-seat.ts'
import type { MailAddress } from '../core/mail-address.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { always, write, type Condition, type Statement } from '../storage/database.ts'
import { listCoordinators, type Coordinator } from '../storage/read/register.ts'
import { insertCoordinator, insertLink } from '../storage/write/access.ts'
import { changeSeatRow, endSeat, hasAnother, isNewMailbox, isSeated, spendDeskLinks } from '../storage/write/seats.ts'
import { draftLink, untilWords } from './links.ts'
import { draftMail, draftMails } from './mails.ts'
import { againIfOvertaken, now, stamp, type Parts } from './parts.ts'

/** Somebody who is to have a seat at the desk. */
export type Newcomer = SeatTerms & { name: string; address: MailAddress }

/** Gives somebody a seat at the desk: they are mailed a link that works once, and every other coordinator is told. */
export async function seatNewcomer(parts: Parts, newcomer: Newcomer, by: Coordinator): Promise<Coordinator> {
  const seated = { id: stamp(parts).id(), ...newcomer, startedAt: now(parts), endedAt: null }
  const taken = isSeated(seated.id)
  await decided(parts, async (seats) => {
    assureNewcomer(seats, newcomer.address)
    return [
      insertCoordinator(parts.db, seated, isNewMailbox(newcomer.address)),
      ...(await draftDeskLink(parts, seated, by, taken)),
      ...(await tellOthers(parts, seats, { seat: seated, by, taken })),
    ]
  })
  return seated
}

/** Gives somebody another role or another employer; every other coordinator is told. */
export async function changeSeat(parts: Parts, who: Uuid, terms: SeatTerms, by: Coordinator): Promise<void> {
  await decided(parts, async (seats) => {
    assureSeatChange(seats, who, by.id, terms)
    const seat = seats.find(({ id }) => id === who)
    const told = seat ? await tellOthers(parts, seats, { seat: { ...seat, ...terms }, by, taken: always }) : []
    return [changeSeatRow(parts.db, who, terms, terms.role === 'coordinator' ? always : hasAnother(who)), ...told]
  })
}

/** Lets somebody leave the desk: their sessions, passkeys, links and programs end with their seat. What they did stays. */
export async function endOffice(parts: Parts, who: Uuid): Promise<void> {
  await decided(parts, async (seats) => {
    assureDeparture(seats, who)
    const isCoordinator = seats.some(({ id, role }) => id === who && role === 'coordinator')
    return endSeat(parts.db, who, now(parts), isCoordinator ? hasAnother(who) : always)
  })
}

/** Mails somebody at the desk another one-time link; those they were mailed before work no more. */
export async function renewDeskLink(parts: Parts, who: Uuid, by: Coordinator): Promise<void> {
  await decided(parts, async (seats) => {
    const seat = seats.find(({ id }) => id === who)
    if (!seat) throw new Refusal('not-found', 'Nobody like this is at the desk. They may have left it.')
    return draftDeskLink(parts, seat, by, isSeated(who))
  })
}

/** Decides over those who are at the desk now and writes; once more, where somebody else was first. */
async function decided(
  parts: Parts,
  decide: (seats: readonly Coordinator[]) => Promise<readonly Statement[]>,
): Promise<void> {
  await againIfOvertaken(parts, async () => {
    const [done] = await write(parts.db, await decide(await listCoordinators(parts.db)))
    if (done?.rowsAffected !== 1) throw new Refusal('overtaken', 'Somebody else was first. Look at the list again.')
  })
}

async function draftDeskLink(
  parts: Parts,
  { id, name, address, role }: Coordinator,
  by: Coordinator,
  taken: Condition,
) {
  const link = draftLink(parts, 'desk', id)
  const slots = { name, coordinator: by.name, role, until: untilWords(link) }
  const mail = await draftMail(parts, { template: 'seat', address, link, slots }, taken)
  const older = spendDeskLinks(parts.db, { who: id, kept: link.id }, now(parts), taken)
  return [insertLink(parts.db, link, taken), older, mail.statement]
}

async function tellOthers(
  parts: Parts,
  seats: readonly Coordinator[],
  { seat, by, taken }: { seat: Coordinator; by: Coordinator; taken: Condition },
): Promise<readonly Statement[]> {
  const others = seats.filter(({ id, role }) => role === 'coordinator' && id !== by.id && id !== seat.id)
  const slots = { coordinator: by.name, person: seat.name, role: seat.role, desk: `${parts.address}/desk/coordinators` }
  const letters = others.map(({ name, address }) => {
    return { template: 'seated', address, slots: { name, ...slots } } as const
  })
  return draftMails(parts, letters, taken)
}
