import { eq, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
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
  const [row] = await db
    .select({ mail: mails, link: links, code: codes, unwanted: sql<number>`${isUnwanted}` })
    .from(mails)
    .leftJoin(links, eq(links.id, mails.link))
    .leftJoin(codes, eq(codes.id, mails.code))
    .where(eq(mails.id, id))
  if (!row) return undefined
  const { mail, link, code, unwanted } = row
  return { mail, link, codeEnds: code && (code.spentAt ?? code.expiresAt), unwanted: unwanted === 1 }
}

/** A condition on mails: it is about an invitation, and whoever it is for has declined, asked for no more, or is left out. */
export const isUnwanted: Condition = sql`EXISTS (SELECT 1 FROM invitations AS i WHERE i.id = ${mails.invitation}
  AND coalesce(i.declined_at, i.stopped_at, i.left_out) IS NOT NULL)`
