import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { codes, links, mails, sessions } from '../private-schema.ts'

export type Link = typeof links.$inferSelect
export type Code = typeof codes.$inferSelect
export type Session = typeof sessions.$inferSelect
export type Mail = typeof mails.$inferSelect

/** The private link with an id. */
export async function findLink(db: Database, id: Uuid): Promise<Link | undefined> {
  const [row] = await db.select().from(links).where(eq(links.id, id))
  return row
}

/** The link that the signatory of a number was last sent, whether or not it still works. */
export async function findSignatureLink(db: Database, signUp: Uuid, signatory: number): Promise<Link | undefined> {
  const [row] = await db
    .select()
    .from(links)
    .where(and(eq(links.purpose, 'signature'), eq(links.subject, signUp), eq(links.signatory, signatory)))
    .orderBy(desc(links.id))
    .limit(1)
  return row
}

/** The link under which a coordinator's calendar is found, whether or not it still works. */
export async function findCalendarLink(db: Database, coordinator: Uuid): Promise<Link | undefined> {
  const [row] = await db
    .select()
    .from(links)
    .where(and(eq(links.purpose, 'calendar'), eq(links.subject, coordinator)))
  return row
}

/** The latest code that was sent to a subject and is not spent. */
export async function findOpenCode(db: Database, purpose: Code['purpose'], subject: Uuid): Promise<Code | undefined> {
  const [row] = await db
    .select()
    .from(codes)
    .where(and(eq(codes.purpose, purpose), eq(codes.subject, subject), isNull(codes.spentAt)))
    .orderBy(desc(codes.expiresAt), desc(codes.id))
    .limit(1)
  return row
}

/** The session with an id, whether or not it still works. */
export async function findSessionRow(db: Database, id: Uuid): Promise<Session | undefined> {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, id))
  return row
}

/** The sessions of somebody at the desk that work at an instant, the newest first. */
export async function listSessionsOf(db: Database, coordinator: Uuid, at: Instant): Promise<readonly Session[]> {
  const own = and(eq(sessions.role, 'coordinator'), eq(sessions.subject, coordinator))
  return db
    .select()
    .from(sessions)
    .where(and(own, isNull(sessions.endedAt), gt(sessions.expiresAt, at)))
    .orderBy(desc(sessions.begunAt), desc(sessions.id))
}

/** The latest mails, the newest first, each with its link. */
export async function listMails(db: Database, most: number): Promise<readonly { mail: Mail; link: Link | null }[]> {
  return db
    .select({ mail: mails, link: links })
    .from(mails)
    .leftJoin(links, eq(links.id, mails.link))
    .orderBy(desc(mails.at), desc(mails.id))
    .limit(most)
}
