import { and, asc, count, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import { invitations } from '../campaign-schema.ts'
import { holds, type Condition, type Database } from '../database.ts'
import { codes, links, mails } from '../private-schema.ts'
import type { Link, Mail } from './access.ts'

/** Whether there is anything to do for the mails of an instant. */
export async function hasDueMails(db: Database, at: Instant): Promise<boolean> {
  return holds(db, sql`EXISTS (SELECT 1 FROM ${mails} WHERE ${mails.dueAt} <= ${at})`)
}

/** A mail about to leave, with its link, when its code ends, and whether its body has said that it wants no more. */
export type MailToSend = { mail: Mail; link: Link | null; codeEnds: Instant | null; unwanted: boolean }

/** The mail with an id, as it is about to leave. */
export async function findMailToSend(db: Database, id: Uuid): Promise<MailToSend | undefined> {
  return (await listMailsToSend(db, [id]))[0]
}

/** The same for several, in the order in which they leave. */
export async function listMailsToSend(db: Database, ids: readonly Uuid[]): Promise<readonly MailToSend[]> {
  const rows = await db
    .select({ mail: mails, link: links, code: codes, unwanted: sql<number>`${isUnwanted}` })
    .from(mails)
    .leftJoin(links, eq(links.id, mails.link))
    .leftJoin(codes, eq(codes.id, mails.code))
    .where(inArray(mails.id, [...ids]))
    .orderBy(isNotNull(mails.invitation), asc(mails.id))
  return rows.map(({ mail, link, code, unwanted }) => {
    return { mail, link, codeEnds: code && (code.spentAt ?? code.expiresAt), unwanted: unwanted === 1 }
  })
}

/** A condition on mails: it is about an invitation, and whoever it is for has declined, asked for no more, or is left out. */
export const isUnwanted: Condition = sql`EXISTS (SELECT 1 FROM invitations AS i WHERE i.id = ${mails.invitation}
  AND coalesce(i.declined_at, i.stopped_at, i.left_out) IS NOT NULL)`

/** A condition on invitations: since an instant, nobody was told that a signing is about to lapse. */
export function isNotToldOfLapse(since: Instant): Condition {
  return sql`NOT EXISTS (SELECT 1 FROM mails AS m WHERE m.invitation = ${invitations.id} AND m.template = 'lapse' AND m.at >= ${since})`
}

/** A condition on mails, word for word as drizzle/0013_campaign.sql indexes it: they came to nothing, and the desk has not seen to it. */
export const isTroubled: Condition = sql`coalesce(${mails.deadAt}, ${mails.bouncedAt}) IS NOT NULL AND ${mails.settledAt} IS NULL`

/** Mails that came back or were given up and that the desk has not seen to, the newest first. */
export async function listTroubled(db: Database, most: number): Promise<readonly Mail[]> {
  return db.select().from(mails).where(isTroubled).orderBy(desc(mails.id)).limit(most)
}

/** Of one that came back about an invitation, the contact is put right, which a campaign asks for itself. */
const isOfNoCampaign: Condition = sql`(${mails.invitation} IS NULL OR ${mails.bouncedAt} IS NULL)`

/** The first of them of which nothing else at the desk speaks, and how many there are. */
export async function findTroubledAlone(db: Database, most: number): Promise<{ count: number; rows: readonly Mail[] }> {
  const alone = and(isTroubled, isOfNoCampaign)
  const [counted] = await db.select({ count: count() }).from(mails).where(alone)
  if (!counted?.count) return { count: 0, rows: [] }
  return { count: counted.count, rows: await db.select().from(mails).where(alone).orderBy(desc(mails.id)).limit(most) }
}

/** Mails that wait for a carrier, the next first. */
export async function listQueued(db: Database, most: number): Promise<readonly Mail[]> {
  const waiting = and(isNotNull(mails.dueAt), isNull(mails.sentAt))
  return db.select().from(mails).where(waiting).orderBy(asc(mails.dueAt), asc(mails.id)).limit(most)
}

/** Mails that were sent, the newest first. */
export async function listSent(db: Database, most: number): Promise<readonly Mail[]> {
  return db.select().from(mails).where(isNotNull(mails.sentAt)).orderBy(desc(mails.id)).limit(most)
}
