import { addDays, londonDay, type FullDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import type { Attendance } from '../storage/read/events.ts'
import type { Coordinator } from '../storage/read/register.ts'
import { listQueue } from '../storage/read/sign-ups.ts'
import { insertSession } from '../storage/write/access.ts'
import {
  closeEvent as close,
  deleteAttendance,
  insertAttendance,
  insertEvent,
  renewSlips,
} from '../storage/write/events.ts'
import { assureOffered } from './fill-in-sign-up.ts'
import { bodyNameOf } from './name-sign-up.ts'
import { now, type Parts } from './parts.ts'
import { draftSession, sessionToken } from './sessions.ts'
import { tellEvent, type ToldEvent } from './tell-event.ts'
import { startPaper } from './transcribe-paper.ts'

/** How far ahead an event may lie. */
const farthest = 366

/** Plans a meeting at which many sign one edition. The same id once more is the same event. */
export async function planEvent(
  parts: Parts,
  id: Uuid,
  { name, onDay, edition, language }: { name: string; onDay: FullDay; edition: Uuid; language: string },
): Promise<void> {
  const today = londonDay(now(parts))
  if (onDay < today) throw new Refusal('field-invalid', 'This day has passed. Give one that lies ahead', 'on-day')
  if (onDay > addDays(today, farthest)) throw new Refusal('field-invalid', 'Give a day within a year', 'on-day')
  await assureOffered(parts, [{ edition, language }])
  const event = { id, name, onDay, edition, language, madeAt: now(parts), tries: 0, closedAt: null }
  await write(parts.db, [insertEvent(parts.db, event)])
}

/** Closes an event: its codes work no more, in whosever hand they are. What was signed stays signed. */
export async function closeEvent(parts: Parts, id: Uuid): Promise<void> {
  await tellEvent(parts, id)
  await write(parts.db, [close(parts.db, id, now(parts))])
}

/** The sign-ups that are out for signature of the event's edition and that nobody has said are signed there. */
export async function listInvitable(
  parts: Parts,
  { event, attendees }: Pick<ToldEvent, 'event' | 'attendees'>,
): Promise<readonly { id: Uuid; body: string }[]> {
  const there = new Set(attendees.map(({ signUp }) => signUp.id))
  const out = await listQueue(parts.db, 'signature', { today: londonDay(now(parts)), most: 500 })
  const fitting = out.filter(
    ({ id: signUp, draft }) =>
      !draft.change && !there.has(signUp) && draft.editions.some((one) => one.edition === event.edition),
  )
  return Promise.all(fitting.map(async (signUp) => ({ id: signUp.id, body: await bodyNameOf(parts, signUp) })))
}

/** Some sign-ups that are out for signature are signed at an event. */
export async function inviteSignUps(parts: Parts, id: Uuid, chosen: readonly string[]): Promise<void> {
  const invitable = await listInvitable(parts, await requireOpen(parts, id))
  const fitting = invitable.filter((one) => chosen.includes(one.id))
  if (fitting.length === 0)
    throw new Refusal('field-invalid', 'Select who signs at this event', invitable.length > 0 ? 'sign-up' : 'body')
  await write(
    parts.db,
    fitting.map((one) => insertAttendance(parts.db, attendanceOf(parts, id, one.id))),
  )
}

/** An organisation on the register comes to sign that has no sign-up yet: the desk begins one. Gives the sign-up. */
export async function inviteBody(parts: Parts, id: Uuid, body: Uuid, by: Coordinator): Promise<Uuid> {
  const { event, attendees } = await requireOpen(parts, id)
  const there = attendees.find(
    ({ signUp: { draft } }) => draft.body && 'registered' in draft.body && draft.body.registered === body,
  )
  if (there) return there.signUp.id
  const { edition, language } = event
  const signUp = await startPaper(parts, { body, editions: [{ edition, language }] }, by)
  await write(parts.db, [insertAttendance(parts.db, attendanceOf(parts, id, signUp))])
  return signUp
}

/** Lets whoever began a sign-up at the desk say who signs. Gives the token of its preparer. */
export async function prepareFor(parts: Parts, id: Uuid, signUp: Uuid, by: Coordinator): Promise<string> {
  const { attendees } = await requireOpen(parts, id)
  const found = attendees.find((one) => one.signUp.id === signUp)?.signUp
  if (!found || found.preparer.address !== by.address)
    throw new Refusal('not-yours', 'Somebody else prepares this. Ask them to say who signs.')
  const session = draftSession(parts, 'preparer', signUp)
  await write(parts.db, [insertSession(parts.db, session)])
  return sessionToken(parts, session)
}

/** A sign-up is not signed at the event after all; it goes on without it. */
export async function uninvite(parts: Parts, id: Uuid, signUp: Uuid): Promise<void> {
  await requireOpen(parts, id)
  await write(parts.db, [deleteAttendance(parts.db, id, signUp)])
}

/** Somebody's slip is lost: the codes of their sign-up are others from now on. */
export async function replaceSlips(parts: Parts, id: Uuid, signUp: Uuid): Promise<void> {
  await requireOpen(parts, id)
  await write(parts.db, [renewSlips(parts.db, id, signUp)])
}

/** The event, and a refusal where it is over. */
export async function requireOpen(parts: Parts, id: Uuid) {
  const told = await tellEvent(parts, id)
  if (!told.open) throw new Refusal('already-done', 'This event is over.')
  return told
}

/** A sign-up comes to an event, with codes that nobody has yet. */
export function attendanceOf(parts: Parts, event: Uuid, signUp: Uuid): Attendance {
  return { event, signUp, issue: 1, addedAt: now(parts), mailedAt: null }
}
