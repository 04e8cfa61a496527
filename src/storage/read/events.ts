import { asc, desc, eq } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { attendances, events } from '../event-schema.ts'

/** A meeting at which many sign. */
export type SigningEvent = typeof events.$inferSelect

/** A sign-up that is signed at an event. */
export type Attendance = typeof attendances.$inferSelect

/** Every signing event, the latest first. */
export async function listEvents(db: Database): Promise<readonly SigningEvent[]> {
  return db.select().from(events).orderBy(desc(events.onDay), desc(events.id))
}

/** The signing event with an id. */
export async function findEvent(db: Database, id: Uuid): Promise<SigningEvent | undefined> {
  const [row] = await db.select().from(events).where(eq(events.id, id))
  return row
}

/** The sign-ups of an event, in the order in which they came to it. */
export async function listAttendances(db: Database, event: Uuid): Promise<readonly Attendance[]> {
  return db
    .select()
    .from(attendances)
    .where(eq(attendances.event, event))
    .orderBy(asc(attendances.addedAt), asc(attendances.signUp))
}
