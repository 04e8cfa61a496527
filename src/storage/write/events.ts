import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import { always, statement, write, type Condition, type Database, type Statement } from '../database.ts'
import { attendances, events } from '../event-schema.ts'
import type { Attendance, SigningEvent } from '../read/events.ts'
import { insertIf } from './insert-if.ts'

/** A new event; the same one once more is the one that is there. */
export function insertEvent(db: Database, event: SigningEvent): Statement {
  return statement(db.insert(events).values(event).onConflictDoNothing())
}

/** An event is over: its codes work no more. */
export function closeEvent(db: Database, id: Uuid, closedAt: Instant): Statement {
  return statement(
    db
      .update(events)
      .set({ closedAt })
      .where(and(eq(events.id, id), isNull(events.closedAt))),
  )
}

/** A sign-up that is there is signed at an event, where that is not said already. */
export function insertAttendance(db: Database, attendance: Attendance, condition: Condition = always): Statement {
  const { event, signUp } = attendance
  const absent = sql`NOT EXISTS (SELECT 1 FROM attendances WHERE event = ${event} AND sign_up = ${signUp})`
  return insertIf(db, attendances, attendance, sql`${isThere(signUp)} AND ${absent} AND ${condition}`)
}

/** A condition: a sign-up is there. */
export function isThere(signUp: Uuid): Condition {
  return sql`EXISTS (SELECT 1 FROM sign_ups WHERE id = ${signUp})`
}

/** A condition: no sign-up of a body is signed at an event. */
export function isNoAttendee(event: Uuid, body: Uuid): Condition {
  return sql`NOT EXISTS (SELECT 1 FROM attendances JOIN sign_ups ON sign_ups.id = sign_up
    WHERE event = ${event} AND json_extract(draft, '$.body.registered') = ${body})`
}

/** A sign-up is signed elsewhere. */
export function deleteAttendance(db: Database, event: Uuid, signUp: Uuid): Statement {
  return statement(db.delete(attendances).where(ofEvent(event, signUp)))
}

/** The codes of a sign-up have been mailed, where a condition holds. */
export function markMailed(db: Database, { event, signUp }: Attendance, at: Instant, condition: Condition): Statement {
  return statement(
    db
      .update(attendances)
      .set({ mailedAt: at })
      .where(and(ofEvent(event, signUp), condition)),
  )
}

/** A condition: the codes of a sign-up have not been mailed since it was read. */
export function isUnmailed({ event, signUp, mailedAt }: Attendance): Condition {
  return sql`EXISTS (SELECT 1 FROM attendances WHERE event = ${event} AND sign_up = ${signUp} AND mailed_at IS ${mailedAt})`
}

/** The sign-up's codes are others from now on. */
export function renewSlips(db: Database, event: Uuid, signUp: Uuid): Statement {
  return statement(
    db
      .update(attendances)
      .set({ issue: sql`${attendances.issue} + 1`, mailedAt: null })
      .where(ofEvent(event, signUp)),
  )
}

/** Counts a code that was typed in the room before it is judged. False when none is left. */
export async function countRoomTry(db: Database, id: Uuid, most: number): Promise<boolean> {
  const update = db
    .update(events)
    .set({ tries: sql`${events.tries} + 1` })
    .where(and(eq(events.id, id), isNull(events.closedAt), lt(events.tries, most)))
  const [done] = await write(db, [statement(update)])
  return done?.rowsAffected === 1
}

/** What was typed rightly is not held against the room. */
export function forgiveRoomTry(db: Database, id: Uuid): Statement {
  return statement(
    db
      .update(events)
      .set({ tries: sql`${events.tries} - 1` })
      .where(eq(events.id, id)),
  )
}

/** A coordinator begins the ceremony: the tries begin anew. */
export function forgiveRoom(db: Database, id: Uuid): Statement {
  return statement(db.update(events).set({ tries: 0 }).where(eq(events.id, id)))
}

function ofEvent(event: Uuid, signUp: Uuid) {
  return and(eq(attendances.event, event), eq(attendances.signUp, signUp))
}
