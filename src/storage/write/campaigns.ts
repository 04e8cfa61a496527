import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Kind } from '../../core/body-kind.ts'
import type { Instant } from '../../core/day.ts'
import type { MailLanguage } from '../../core/mail-language.ts'
import type { Uuid } from '../../core/uuid.ts'
import { campaigns, contacts, invitations, waves } from '../campaign-schema.ts'
import { statement, type Condition, type Database, type Statement } from '../database.ts'
import { links, mails } from '../private-schema.ts'
import {
  knownOn,
  openSignUps,
  type Campaign,
  type CampaignOn,
  type Contact,
  type Invitation,
  type Wave,
} from '../read/campaigns.ts'
import { insertFrom, insertIf } from './insert-if.ts'

/** A condition: no other campaign for the edition is open. */
export function isOnlyCampaign({ toEdition }: Pick<Campaign, 'toEdition'>): Condition {
  return sql`NOT EXISTS (SELECT 1 FROM campaigns WHERE to_edition = ${toEdition} AND closed_at IS NULL)`
}

/** A condition: a campaign is there and open. */
export function isOpenCampaign({ id }: Pick<Campaign, 'id'>): Condition {
  return sql`EXISTS (SELECT 1 FROM campaigns WHERE id = ${id} AND closed_at IS NULL)`
}

/** A campaign begins, with its waves, where a condition holds. */
export function insertCampaign(
  db: Database,
  campaign: Campaign,
  its: readonly Wave[],
  condition: Condition,
): readonly Statement[] {
  return [insertIf(db, campaigns, campaign, condition), ...its.map((wave) => insertWave(db, wave))]
}

/** A wave of a campaign that is open, once. */
export function insertWave(db: Database, wave: Wave): Statement {
  const { campaign, number } = wave
  const absent = sql`NOT EXISTS (SELECT 1 FROM waves WHERE campaign = ${campaign} AND number = ${number})`
  return insertIf(db, waves, wave, sql`${isOpenCampaign({ id: campaign })} AND ${absent}`)
}

/** A body that is to be invited. */
export type Invitee = { id: Uuid; body: Uuid; kind: Kind; wave: number }

/** Bodies that a campaign has not got yet join it, while it is open. */
export function insertInvitations(
  db: Database,
  campaign: Pick<Campaign, 'id'>,
  invitees: readonly Invitee[],
  at: Instant,
): Statement {
  const own = (member: keyof Invitee) => sql`j.value ->> ${member}`
  const cells = {
    id: own('id'),
    campaign: sql`${campaign.id}`,
    body: own('body'),
    kind: own('kind'),
    wave: own('wave'),
    addedAt: sql`${at}`,
    reminders: sql`0`,
  }
  const absent = sql`NOT EXISTS (SELECT 1 FROM invitations WHERE campaign = ${campaign.id} AND body = ${own('body')})`
  const from = sql`FROM json_each(${JSON.stringify(invitees)}) AS j WHERE ${absent} AND ${isOpenCampaign(campaign)}`
  return insertFrom(db, invitations, cells, from)
}

/** A mail of an invitation, as it is decided on what was known: nothing is written where that has changed. */
export type InvitationMail = {
  invitation: Uuid
  known: string
  mail: Uuid
  contact: Uuid
  address: string
  language: MailLanguage
  template: string
  slots: Readonly<Record<string, string>>
  /** How many reminders the body has had with it. */
  reminders: number
  /** The link is to be a new one, and the one that was sent before is to work no more. */
  anew: boolean
}

/**
 * Mails of invitations, to be sent at once, with the link of each and what an invitation knows of its mails. Whoever presses
 * twice, or runs beside, finds that more is known. The link of an invitation has its id.
 */
export function insertInvitationMails(
  db: Database,
  on: CampaignOn,
  letters: readonly InvitationMail[],
  { at, expiresAt }: { at: Instant; expiresAt: Instant },
): readonly Statement[] {
  const each = sql`json_each(${JSON.stringify(letters)}) AS j`
  const own = (member: keyof InvitationMail) => sql`j.value ->> ${member}`
  const cells = {
    id: own('mail'),
    at: sql`${at}`,
    address: own('address'),
    template: own('template'),
    slots: own('slots'),
    link: sql`${invitations.id}`,
    asked: sql`0`,
    issue: sql`coalesce((SELECT issue FROM links WHERE links.id = ${invitations.id}) + ${own('anew')}, 1)`,
    language: own('language'),
    invitation: sql`${invitations.id}`,
    dueAt: sql`${at}`,
    tries: sql`0`,
  }
  const from = sql`FROM ${each} JOIN invitations ON ${invitations.id} = ${own('invitation')}
    LEFT JOIN ${openSignUps(on)} ON open.body = ${invitations.body}
    WHERE ${knownOn(on)} = ${own('known')} AND ${invitations.contact} = ${own('contact')} AND ${isOpenCampaign(on)}`
  const written = sql`${each} JOIN mails ON ${mails.id} = ${own('mail')}`
  const link = {
    id: sql`${mails.invitation}`,
    purpose: sql`'invitation'`,
    subject: sql`${mails.invitation}`,
    issue: sql`${mails.issue}`,
    expiresAt: sql`${expiresAt}`,
  }
  const told = {
    invitedAt: sql`coalesce(${invitations.invitedAt}, ${at})`,
    lastMail: own('mail'),
    lastMailAt: at,
    reminders: own('reminders'),
    // What became of the mail before says nothing of this one.
    sentAt: null,
    deliveredAt: null,
    bouncedAt: null,
  }
  return [
    insertFrom(db, mails, cells, from),
    statement(db.delete(links).where(sql`${links.id} IN (SELECT ${mails.invitation} FROM ${written})`)),
    insertFrom(db, links, link, sql`FROM ${written}`),
    statement(db.update(invitations).set(told).from(written).where(eq(invitations.id, mails.invitation))),
  ]
}

/** Adds a contact of a body, where a condition holds. */
export function insertContact(db: Database, contact: Contact, condition: Condition): Statement {
  return insertIf(db, contacts, contact, condition)
}

/** The other contacts of a body end, where a condition holds: whoever was written to before is not any more. */
export function endContacts(
  db: Database,
  body: Uuid,
  kept: Uuid,
  { at, where }: { at: Instant; where: Condition },
): Statement {
  const others = and(eq(contacts.body, body), ne(contacts.id, kept), isNull(contacts.endedAt), where)
  return statement(db.update(contacts).set({ endedAt: at }).where(others))
}

/** A condition: an invitation has the contact that it had when it was read, and nobody has answered it since. */
export function isUnchangedInvitation(read: Invitation): Condition {
  const { contact, leftOut, startedAt, declinedAt } = invitations
  return sql`EXISTS (SELECT 1 FROM invitations WHERE ${invitations.id} = ${read.id} AND ${contact} IS ${read.contact}
    AND ${leftOut} IS ${read.leftOut} AND ${startedAt} IS ${read.startedAt} AND ${declinedAt} IS ${read.declinedAt})`
}

/** A condition: an invitation has led to a sign-up, or to none. */
export function isLedTo({ id }: Pick<Invitation, 'id'>, signUp: Uuid | null): Condition {
  return sql`EXISTS (SELECT 1 FROM invitations WHERE ${invitations.id} = ${id} AND ${invitations.signUp} IS ${signUp})`
}

/** A change of an invitation, where a condition holds. */
export function updateInvitation(
  db: Database,
  id: Uuid,
  change: Partial<typeof invitations.$inferInsert>,
  condition: Condition,
): Statement {
  return statement(
    db
      .update(invitations)
      .set(change)
      .where(and(eq(invitations.id, id), condition)),
  )
}

/** A wave is sent, or sent to those who were not ready before. */
export function markWave(
  db: Database,
  { campaign, number }: Pick<Wave, 'campaign' | 'number'>,
  at: Instant,
): Statement {
  const own = and(eq(waves.campaign, campaign), eq(waves.number, number), isNull(waves.sentAt))
  return statement(db.update(waves).set({ sentAt: at }).where(own))
}

/** A change of a campaign that is open. */
export function updateCampaign(
  db: Database,
  { id }: Pick<Campaign, 'id'>,
  change: Partial<Pick<Campaign, 'quiet' | 'closedAt'>>,
): Statement {
  return statement(
    db
      .update(campaigns)
      .set(change)
      .where(and(eq(campaigns.id, id), isNull(campaigns.closedAt))),
  )
}

/** A wave of a campaign is another than before, and takes the bodies of its kinds that nobody has written to. */
export function arrangeWave(db: Database, wave: Omit<Wave, 'sentAt'>): readonly Statement[] {
  const { campaign, number, name, kinds, onDay } = wave
  const own = and(eq(waves.campaign, campaign), eq(waves.number, number))
  const unsent = and(
    eq(invitations.campaign, campaign),
    inArray(invitations.kind, kinds),
    isNull(invitations.invitedAt),
  )
  return [
    statement(db.update(waves).set({ name, kinds, onDay }).where(own)),
    statement(db.update(invitations).set({ wave: number }).where(unsent)),
  ]
}
