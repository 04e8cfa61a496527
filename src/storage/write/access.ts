import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import { always, statement, write, type Condition, type Database, type Statement } from '../database.ts'
import type { Code, Link, Mail, Session } from '../read/access.ts'
import type { Coordinator } from '../read/register.ts'
import { codes, coordinators, links, mails, sessions } from '../private-schema.ts'
import { insertIf } from './insert-if.ts'

/** A new code makes every earlier one of the same subject worthless. */
export function insertCode(db: Database, code: Code, at: Instant): readonly Statement[] {
  const earlier = and(eq(codes.purpose, code.purpose), eq(codes.subject, code.subject), isNull(codes.spentAt))
  return [statement(db.update(codes).set({ spentAt: at }).where(earlier)), statement(db.insert(codes).values(code))]
}

/** How often a code may be mistyped, and how often all codes of its subject that ran out since an instant. */
export type TryLimits = { code: number; subject: number; since: Instant }

/** Counts a try before it is judged: many at once have no more tries than one after the other. False when none is left. */
export async function countTry(db: Database, { id, purpose, subject }: Code, limits: TryLimits): Promise<boolean> {
  // Otherwise a new code would be five more guesses, for ever.
  const mistyped = sql`(SELECT coalesce(sum(c.tries), 0) FROM codes AS c
    WHERE c.purpose = ${purpose} AND c.subject = ${subject} AND c.expires_at > ${limits.since})`
  const left = sql`${codes.tries} < ${limits.code} AND ${mistyped} < ${limits.subject}`
  const update = db
    .update(codes)
    .set({ tries: sql`${codes.tries} + 1` })
    .where(and(eq(codes.id, id), isNull(codes.spentAt), left))
  const [done] = await write(db, [statement(update)])
  return done?.rowsAffected === 1
}

/** Spends a code for a session, once; false when it was spent already. */
export async function spendCode(db: Database, id: Uuid, at: Instant, session: Session): Promise<boolean> {
  const [opened] = await write(db, [
    insertIf(db, sessions, session, sql`EXISTS (SELECT 1 FROM codes WHERE id = ${id} AND spent_at IS NULL)`),
    // What was typed rightly in the end is not held against its subject.
    statement(db.update(codes).set({ spentAt: at, tries: 0 }).where(eq(codes.id, id))),
  ])
  return opened?.rowsAffected === 1
}

/** Spends a one-time link for a session, once; false when it was spent already. */
export async function spendLink(db: Database, id: Uuid, at: Instant, session: Session): Promise<boolean> {
  const [opened] = await write(db, [
    insertIf(db, sessions, session, sql`EXISTS (SELECT 1 FROM links WHERE id = ${id} AND spent_at IS NULL)`),
    statement(db.update(links).set({ spentAt: at }).where(eq(links.id, id))),
  ])
  return opened?.rowsAffected === 1
}

/** A new session. */
export function insertSession(db: Database, session: Session): Statement {
  return statement(db.insert(sessions).values(session))
}

/** Ends a session. */
export function endSession(db: Database, id: Uuid, at: Instant): Statement {
  return statement(db.update(sessions).set({ endedAt: at }).where(eq(sessions.id, id)))
}

/** A new link, where a condition holds. */
export function insertLink(db: Database, link: Link, condition: Condition = always): Statement {
  return insertIf(db, links, link, condition)
}

/** A mail to send, where a condition holds. */
export function insertMail(db: Database, mail: Mail, condition: Condition = always): Statement {
  return insertIf(db, mails, mail, condition)
}

/** A coordinator takes office, where a condition holds. */
export function insertCoordinator(db: Database, coordinator: Coordinator, condition: Condition): Statement {
  return insertIf(db, coordinators, coordinator, condition)
}
