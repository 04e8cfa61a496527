import { and, eq, inArray, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm'
import { addSeconds, type Instant } from '../../core/day.ts'
import type { MailTrouble } from '../../core/mail-state.ts'
import { isUuid, type Uuid } from '../../core/uuid.ts'
import { statement, write, type Condition, type Database, type Statement } from '../database.ts'
import { invitations } from '../campaign-schema.ts'
import { mails } from '../private-schema.ts'
import type { Mail } from '../read/access.ts'
import { isTroubled, isUnwanted } from '../read/outbox.ts'
import { insertMail, isToBeSent } from './access.ts'

/**
 * Takes the next mails that are due, for whoever asks and for nobody else until `until`. What somebody waits for comes
 * before what nobody asked for.
 */
export async function claimMails(
  db: Database,
  { at, until }: { at: Instant; until: Instant },
  most: number,
): Promise<readonly Uuid[]> {
  // In the order of the index of drizzle/0013_campaign.sql.
  const order = sql`m.invitation IS NOT NULL, m.due_at, m.id`
  const next = sql`(SELECT m.id FROM mails AS m WHERE m.due_at <= ${at} AND m.sent_at IS NULL ORDER BY ${order} LIMIT ${most})`
  const claim = db
    .update(mails)
    .set({ dueAt: until })
    .where(sql`${mails.id} IN ${next}`)
    .returning({ id: mails.id })
  const [done] = await write(db, [statement(claim)])
  return done?.rows.map((row) => row['id']).filter(isUuid) ?? []
}

/** Mails that were claimed and not tried are anybody's again. */
export function releaseMails(
  db: Database,
  ids: readonly Uuid[],
  { at, until }: { at: Instant; until: Instant },
): Statement {
  const own = and(inArray(mails.id, [...ids]), eq(mails.dueAt, until))
  return statement(db.update(mails).set({ dueAt: at }).where(own))
}

/** A try counts once it is known what came of it. */
const tried = { tries: sql`${mails.tries} + 1` }

/** A mail is with its carrier. */
export function markSent(db: Database, id: Uuid, at: Instant, carriedAs: string | null): Statement {
  const unsent = and(eq(mails.id, id), isNull(mails.sentAt))
  return statement(
    db
      .update(mails)
      .set({ ...tried, sentAt: at, dueAt: null, trouble: null, carriedAs })
      .where(unsent),
  )
}

/** A mail that was claimed is tried again at an instant. */
export function postpone(
  db: Database,
  mail: Pick<Mail, 'id' | 'dueAt'>,
  dueAt: Instant,
  trouble: MailTrouble,
): Statement {
  return statement(
    db
      .update(mails)
      .set({ ...tried, dueAt, trouble })
      .where(isClaimed(mail)),
  )
}

/** What a mail that was claimed has come to, when it is not tried again. */
export type Ending = Pick<Mail, 'trouble'> & Partial<Pick<Mail, 'bouncedAt' | 'deadAt' | 'settledAt'>>

/** A mail that was claimed is not tried again. */
export function endMail(db: Database, mail: Pick<Mail, 'id' | 'dueAt'>, ending: Ending): Statement {
  return statement(
    db
      .update(mails)
      .set({ ...tried, ...ending, dueAt: null })
      .where(isClaimed(mail)),
  )
}

/** What a carrier says in the end: the column of its time, and what was wrong. */
export type Outcome = { column: 'deliveredAt' | 'bouncedAt' | 'deadAt'; trouble: MailTrouble | null }

/**
 * What became of a mail that a carrier knows by a name, at an instant: the latest counts, and of two at one instant the
 * worse one, in whichever order they come. It may come before it was written that the carrier has the mail.
 */
export function recordReceipt(
  db: Database,
  { id, carriedAs }: { id: Uuid; carriedAs: string },
  at: Instant,
  { column, trouble }: Outcome,
): Statement {
  const known = sql`coalesce(${mails.deliveredAt}, ${mails.bouncedAt}, ${mails.deadAt}, '')`
  const later =
    column === 'deliveredAt' ? sql`${known} < ${at}` : sql`(${known} < ${at} OR ${mails.deliveredAt} = ${at})`
  const same = sql`coalesce(${mails.carriedAs}, ${carriedAs}) = ${carriedAs}`
  return statement(
    db
      .update(mails)
      .set({
        deliveredAt: null,
        bouncedAt: null,
        deadAt: null,
        [column]: at,
        trouble,
        carriedAs,
        dueAt: null,
        sentAt: sql`coalesce(${mails.sentAt}, ${at})`,
      })
      .where(and(eq(mails.id, id), same, later)),
  )
}

/** A mail that the desk has to see to is sent once more as a new one, and its invitation waits for that one. */
export function copyMail(db: Database, mail: Mail, { id, at }: { id: Uuid; at: Instant }): readonly Statement[] {
  const fresh = { sentAt: null, deliveredAt: null, bouncedAt: null, deadAt: null, trouble: null, carriedAs: null }
  const copied = isToBeSent(id)
  const own = and(eq(invitations.lastMail, mail.id), copied)
  const told = { lastMail: id, lastMailAt: at, sentAt: null, deliveredAt: null, bouncedAt: null }
  return [
    insertMail(db, { ...mail, ...fresh, id, at, asked: false, dueAt: at, tries: 0 }, isUnsettled(mail.id)),
    statement(
      db
        .update(mails)
        .set({ settledAt: at })
        .where(and(eq(mails.id, mail.id), copied)),
    ),
    statement(db.update(invitations).set(told).where(own)),
  ]
}

/** The desk has seen to a mail that came to nothing. */
export function settleMail(db: Database, id: Uuid, at: Instant): Statement {
  const own = and(eq(mails.id, id), isUnsettled(id))
  return statement(db.update(mails).set({ settledAt: at }).where(own))
}

/** The same for all mails of an invitation, where a condition holds. */
export function settleMailsOf(db: Database, invitation: Uuid, at: Instant, condition: Condition): Statement {
  const own = and(eq(mails.invitation, invitation), isTroubled, condition)
  return statement(db.update(mails).set({ settledAt: at }).where(own))
}

/** Somebody saw a mail come back. */
export function markCameBack(db: Database, id: Uuid, at: Instant): Statement {
  const own = and(eq(mails.id, id), isNull(mails.bouncedAt), isNotNull(mails.sentAt))
  return statement(db.update(mails).set({ bouncedAt: at, dueAt: null, trouble: 'came-back' }).where(own))
}

function isUnsettled(id: Uuid): Condition {
  return sql`EXISTS (SELECT 1 FROM mails AS m WHERE m.id = ${id} AND coalesce(m.dead_at, m.bounced_at) IS NOT NULL AND m.settled_at IS NULL)`
}

/** Whoever an invitation is for wants no more mail about it. */
export function stopInvitation(db: Database, id: Uuid, at: Instant): Statement {
  const open = and(eq(invitations.id, id), isNull(invitations.stoppedAt))
  return statement(db.update(invitations).set({ stoppedAt: at }).where(open))
}

/** How long a mail lies in the mailbox before it counts as delivered. */
const deliverySeconds = 3600

/**
 * The mailbox takes every mail that is due at once, and delivers it an hour later. Nobody has a mailbox under `.invalid`
 * (RFC 2606 §2): there it comes back.
 */
export function keepInMailbox(db: Database, at: Instant): readonly Statement[] {
  const due = lte(mails.dueAt, at)
  const unsent = and(due, isNull(mails.sentAt))
  const update = (change: Partial<Mail>, where: SQL | undefined) => statement(db.update(mails).set(change).where(where))
  return [
    update({ deliveredAt: at, dueAt: null }, and(due, isNotNull(mails.sentAt))),
    update({ deadAt: at, settledAt: at, dueAt: null, trouble: 'unwanted' }, and(unsent, isUnwanted)),
    update(
      { bouncedAt: at, dueAt: null, trouble: 'address-refused' },
      and(unsent, sql`lower(${mails.address}) LIKE '%.invalid'`),
    ),
    update({ sentAt: at, dueAt: addSeconds(at, deliverySeconds) }, unsent),
  ]
}

/** A condition: nobody else has claimed a mail since, because this claim ran out. */
function isClaimed({ id, dueAt }: Pick<Mail, 'id' | 'dueAt'>) {
  return and(eq(mails.id, id), eq(mails.dueAt, sql.param(dueAt, mails.dueAt)))
}
