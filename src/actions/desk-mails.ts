import { mailStateOf, type MailState, type MailTrouble } from '../core/mail-state.ts'
import type { Instant } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { isTemplate, writeSubject } from '../mail/words.ts'
import { write } from '../storage/database.ts'
import type { Mail } from '../storage/read/access.ts'
import {
  findMailToSend,
  findTroubledAlone,
  listQueued,
  listSent,
  listTroubled,
  type MailToSend,
} from '../storage/read/outbox.ts'
import { copyMail, markCameBack, settleMail } from '../storage/write/outbox.ts'
import { linkAddress } from './links.ts'
import { findReasonNot } from './send-mails.ts'
import { now, stamp, type Parts } from './parts.ts'

/** A mail as the desk is told of it: where it is, and never what only its reader may know. */
export type ToldMail = {
  id: Uuid
  at: Instant
  address: string
  subject: string
  state: MailState
  trouble: MailTrouble | null
  tries: number
  /** Where the next try is due, for one that waits. */
  dueAt: Instant | null
  /** Nobody at the desk has to do anything about it, or did. */
  settled: boolean
}

/** How many of each the desk shows. */
const shown = 50

/** What became of the register's mail: what somebody has to look at, what waits, and what was sent lately. */
export async function tellMails({ db }: Parts) {
  const [troubled, queued, sent] = await Promise.all([
    listTroubled(db, shown),
    listQueued(db, shown),
    listSent(db, shown),
  ])
  return { troubled: troubled.map(tell), queued: queued.map(tell), sent: sent.map(tell) }
}

/** What somebody has to look at and is told of nowhere else: so many of it, and how much it is. */
export async function tellTroubled({ db }: Parts, most: number) {
  const { count, rows } = await findTroubledAlone(db, most)
  return { count, mails: rows.map(tell) }
}

/** One mail, whether it may be sent once more, and whether it brings a link that can be handed over in another way. */
export async function tellMail(parts: Parts, id: Uuid) {
  const found = await requireMail(parts, id)
  return {
    ...tell(found.mail),
    sendable: isSettleable(found.mail) && findReasonNot(parts, found) === undefined,
    linked: isHandable(parts, found),
  }
}

/**
 * Sends a mail once more that came back or was given up: as a new one, since a mailbox may drop what has the name of one it
 * has had. Pressed twice, it is sent once.
 */
export async function sendAgain(parts: Parts, id: Uuid): Promise<void> {
  const found = await requireMail(parts, id)
  if (!isSettleable(found.mail)) throw new Refusal('already-done', 'This email is not one to send again.')
  if (findReasonNot(parts, found)) {
    throw new Refusal('link-expired', 'What this email brings has run out. Have a new one sent where it was asked for.')
  }
  const made = stamp(parts)
  await write(parts.db, copyMail(parts.db, found.mail, { id: made.id(), at: made.at }))
}

/** Nothing more is to be done about a mail that came back or was given up. */
export async function putAway(parts: Parts, id: Uuid): Promise<void> {
  const { mail } = await requireMail(parts, id)
  await write(parts.db, [settleMail(parts.db, mail.id, now(parts))])
}

/** Somebody saw a mail come back, whose carrier does not say so by itself. */
export async function noteCameBack(parts: Parts, id: Uuid): Promise<void> {
  const { mail } = await requireMail(parts, id)
  if (mail.sentAt === null) throw new Refusal('already-done', 'This email has not been sent, so it has not come back.')
  await write(parts.db, [markCameBack(parts.db, mail.id, now(parts))])
}

/** The link of a mail, to be handed over in another way: it opens nothing of the desk, and signing still takes the code. */
export async function tellLink(parts: Parts, id: Uuid): Promise<string> {
  const found = await requireMail(parts, id)
  const { link } = found
  if (!link || !isHandable(parts, found)) throw new Refusal('not-found', 'This email brings no link that works.')
  return linkAddress(parts, link)
}

async function requireMail({ db }: Parts, id: Uuid): Promise<MailToSend> {
  const found = await findMailToSend(db, id)
  if (!found) throw new Refusal('not-found', 'There is no such email. Mails are erased when their time is over.')
  return found
}

function tell(mail: Mail): ToldMail {
  const { id, at, address, template, slots, language, trouble, tries, dueAt } = mail
  const subject = isTemplate(template) ? writeSubject(template, slots, language) : ''
  const state = mailStateOf(mail)
  return { id, at, address, subject, state, trouble, tries, dueAt, settled: !isSettleable(mail) }
}

/** Whether a mail is in trouble that the desk has not dealt with. */
function isSettleable({ bouncedAt, deadAt, settledAt }: Mail): boolean {
  return (bouncedAt ?? deadAt) !== null && settledAt === null
}

function isHandable(parts: Parts, found: MailToSend): boolean {
  return found.link !== null && found.link.purpose !== 'desk' && findReasonNot(parts, found) === undefined
}
