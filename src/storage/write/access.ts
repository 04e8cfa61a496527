import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import { always, statement, write, type Condition, type Database, type Statement } from '../database.ts'
import type { Code, Link, Session } from '../read/access.ts'
import type { Coordinator } from '../read/register.ts'
import { codes, coordinators, links, mails, sessions } from '../private-schema.ts'
import { insertIf } from './insert-if.ts'

/** A new code makes every earlier one of the same subject worthless, where a condition holds. */
export function insertCode(db: Database, code: Code, at: Instant, condition: Condition): readonly Statement[] {
  const earlier = and(
    eq(codes.purpose, code.purpose),
    eq(codes.subject, code.subject),
    isNull(codes.spentAt),
    condition,
  )
  return [statement(db.update(codes).set({ spentAt: at }).where(earlier)), insertIf(db, codes, code, condition)]
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

/** Spends a code for a session, once, and the link that led to it; false when the code was spent already. */
export async function spendCode(
  db: Database,
  { id, purpose, subject }: Code,
  at: Instant,
  session: Session,
): Promise<boolean> {
  const [opened] = await write(db, [
    insertIf(db, sessions, session, sql`EXISTS (SELECT 1 FROM codes WHERE id = ${id} AND spent_at IS NULL)`),
    // What was typed rightly in the end is not held against its subject.
    statement(db.update(codes).set({ spentAt: at, enteredAt: at, tries: 0 }).where(eq(codes.id, id))),
    ...(purpose === 'signature' ? [statement(db.update(links).set({ spentAt: at }).where(eq(links.id, subject)))] : []),
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

/** A new session, where a condition holds. */
export function insertSession(db: Database, session: Session, condition: Condition = always): Statement {
  return insertIf(db, sessions, session, condition)
}

/** Ends a session. */
export function endSession(db: Database, id: Uuid, at: Instant): Statement {
  return statement(db.update(sessions).set({ endedAt: at }).where(eq(sessions.id, id)))
}

/** A new link, where a condition holds. */
export function insertLink(db: Database, link: Link, condition: Condition = always): Statement {
  return insertIf(db, links, link, condition)
}

/** The next issue of a link, which makes every earlier one worthless, where a condition holds. */
export function reissueLink(db: Database, { id, issue }: Link, next: Link, condition: Condition): Statement {
  const same = and(eq(links.id, id), eq(links.issue, issue), condition)
  return statement(db.update(links).set({ issue: next.issue, expiresAt: next.expiresAt, spentAt: null }).where(same))
}

/** A condition: a mail is among those to send. */
export function isToBeSent(id: Uuid): Condition {
  return sql`EXISTS (SELECT 1 FROM mails WHERE id = ${id})`
}

/**
 * A condition: strangers have not had the day's number of mails sent to an address. Whoever typed a code that was sent to
 * it reads that mailbox, and is a stranger no more: it is counted from then on.
 */
export function hasMailsLeft(address: string, since: Instant, most: number): Condition {
  const own = sql`lower(m.address) = ${address.toLowerCase()}`
  return sql`(SELECT count(*) FROM mails AS m WHERE ${own} AND m.asked = 1 AND m.at > ${since}
    AND m.at > coalesce((SELECT max(c.entered_at) FROM codes AS c JOIN mails AS m ON m.code = c.id WHERE ${own}), '')) < ${most}`
}

/**
 * A condition: since an instant, so many codes of a subject have not run out. One that was typed rightly begins the count
 * anew.
 */
export function hasCodesLeft(subject: Uuid, since: Instant, most: number): Condition {
  const entered = sql`SELECT max(e.expires_at) FROM codes AS e WHERE e.subject = ${subject} AND e.entered_at IS NOT NULL`
  return sql`(SELECT count(*) FROM codes AS c WHERE c.subject = ${subject} AND c.expires_at > ${since}
    AND c.expires_at > coalesce((${entered}), '')) < ${most}`
}

/** A condition: nobody was sent a mail about something since an instant. */
export function isNotMailedSince(
  { template, address, what }: { template: string; address: string; what: string },
  since: Instant,
): Condition {
  return sql`NOT EXISTS (SELECT 1 FROM mails AS m WHERE m.template = ${template} AND m.address = ${address}
    AND json_extract(m.slots, '$.what') = ${what} AND m.at >= ${since})`
}

/** A mail to send, where a condition holds. */
export function insertMail(db: Database, mail: typeof mails.$inferInsert, condition: Condition = always): Statement {
  return insertIf(db, mails, mail, condition)
}

/** A coordinator takes office, where a condition holds. */
export function insertCoordinator(db: Database, coordinator: Coordinator, condition: Condition): Statement {
  return insertIf(db, coordinators, coordinator, condition)
}
