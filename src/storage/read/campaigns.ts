import { and, asc, count, desc, eq, getTableColumns, isNotNull, isNull, sql, type SQL, lte } from 'drizzle-orm'
import type { Kind } from '../../core/body-kind.ts'
import type { Look } from '../../core/errand.ts'
import type { InvitationFacts, LeftOut } from '../../core/campaign.ts'
import type { FullDay } from '../../core/day.ts'
import type { MailLanguage } from '../../core/mail-language.ts'
import type { Uuid } from '../../core/uuid.ts'
import { campaigns, contacts, invitations, waves } from '../campaign-schema.ts'
import type { Database } from '../database.ts'
import { bodies } from '../schema.ts'
import { isWhole } from './sign-ups.ts'

export type Campaign = typeof campaigns.$inferSelect
export type Wave = typeof waves.$inferSelect
export type Contact = typeof contacts.$inferSelect
export type Invitation = typeof invitations.$inferSelect

/** The campaigns, the newest first. */
export async function listCampaigns(db: Database): Promise<readonly Campaign[]> {
  return db.select().from(campaigns).orderBy(desc(campaigns.madeAt), desc(campaigns.id))
}

/** The campaign with an id. */
export async function findCampaign(db: Database, id: Uuid): Promise<Campaign | undefined> {
  const [row] = await db.select().from(campaigns).where(eq(campaigns.id, id))
  return row
}

/** The waves of a campaign, in their order. */
export async function listWaves(db: Database, campaign: Uuid): Promise<readonly Wave[]> {
  return db.select().from(waves).where(eq(waves.campaign, campaign)).orderBy(asc(waves.number))
}

/** What a campaign asks for, on the day that is looked at. */
export type CampaignOn = Pick<Campaign, 'id' | 'toEdition'> & { today: FullDay }

/** Invitations of which the same is known, as far as it matters to where they stand: `key` says what. */
export type FactGroup = {
  key: string
  kind: Kind
  wave: number
  look: Look
  /** Those of one of them. */
  facts: InvitationFacts
  count: number
}

/** A campaign's bodies counted by what is known of them. However many they are, these are few. */
export async function groupFacts(db: Database, on: CampaignOn): Promise<readonly FactGroup[]> {
  const known = knownOn(on)
  const groups = { key: known.key, kind: invitations.kind, wave: invitations.wave }
  const rows = await db
    .select({ ...groups, known, count: count() })
    .from(invitations)
    .leftJoin(openSignUps(on), sql`open.body = ${invitations.body}`)
    .where(eq(invitations.campaign, on.id))
    .groupBy(...Object.values(groups))
  return rows.map(({ known: its, ...group }) => ({ ...group, ...readKnown(its) }))
}

/** An invitation, what is known of it, whose it is, and whom to write to or to call. */
export type InvitationRow = {
  invitation: Invitation
  key: string
  look: Look
  facts: InvitationFacts
  body: { slug: string; name: string; endAnnounced: string | null; endedOn: string | null }
  contact: Contact | null
}

/** Which invitations of a campaign are asked for: those with one of some keys, of a kind, and that meet a condition. */
export type InvitationFilter = { keys?: readonly string[]; kind?: Kind | undefined; where?: SQL | undefined }

/** Invitations by the names of their bodies; a page or all. */
export async function listInvitations(
  db: Database,
  on: CampaignOn,
  { keys, kind, where }: InvitationFilter = {},
  { limit, offset } = { limit: -1, offset: 0 },
): Promise<readonly InvitationRow[]> {
  const known = knownOn(on)
  const rows = await db
    .select({
      known,
      invitation: getTableColumns(invitations),
      body: { slug: bodies.slug, name: bodies.name, endAnnounced: bodies.endAnnounced, endedOn: bodies.endedOn },
      contact: getTableColumns(contacts),
    })
    .from(invitations)
    .innerJoin(bodies, eq(bodies.id, invitations.body))
    .leftJoin(contacts, eq(contacts.id, invitations.contact))
    .leftJoin(openSignUps(on), sql`open.body = ${invitations.body}`)
    .where(and(eq(invitations.campaign, on.id), keys && hasKey(on, keys), kind && eq(invitations.kind, kind), where))
    .orderBy(asc(bodies.folded), asc(bodies.slug))
    .limit(limit)
    .offset(offset)
  return rows.map(({ known: its, ...row }) => ({ ...row, ...readKnown(its) }))
}

/** The invitations of a wave whose bodies have been checked and that nobody has been sent. */
export async function listUnsent(db: Database, on: CampaignOn, wave: number): Promise<readonly InvitationRow[]> {
  const { invitedAt, checkedAt } = invitations
  return listInvitations(db, on, { where: and(eq(invitations.wave, wave), isNull(invitedAt), isNotNull(checkedAt)) })
}

/** The invitations of which the next step is due. */
export async function listPlannedBy(db: Database, on: CampaignOn): Promise<readonly InvitationRow[]> {
  return listInvitations(db, on, { where: lte(invitations.nextOn, on.today) })
}

/** The invitations that a coordinator looks after. */
export async function listOwnedBy(db: Database, on: CampaignOn, owner: Uuid): Promise<readonly InvitationRow[]> {
  return listInvitations(db, on, { where: eq(invitations.owner, owner) })
}

/** The invitation with an id, of a campaign. */
export async function findInvitationRow(db: Database, on: CampaignOn, id: Uuid): Promise<InvitationRow | undefined> {
  const [row] = await listInvitations(db, on, { where: eq(invitations.id, id) })
  return row
}

/** The invitation with an id, of whichever campaign. */
export async function findInvitation(db: Database, id: Uuid): Promise<Invitation | undefined> {
  const [row] = await db.select().from(invitations).where(eq(invitations.id, id))
  return row
}

/** A condition on invitations, of which {@link openSignUps} are joined: one of some keys is theirs. */
function hasKey(on: CampaignOn, keys: readonly string[]): SQL {
  return sql`${knownOn(on).key} IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`
}

/** The contacts of a body that have not ended, the newest first. */
export async function listContacts(db: Database, body: Uuid): Promise<readonly Contact[]> {
  const own = and(eq(contacts.body, body), isNull(contacts.endedAt))
  return db.select().from(contacts).where(own).orderBy(desc(contacts.since), desc(contacts.id))
}

/** In which language whoever reads a mailbox is written to, where a body has them as its contact. */
export async function findMailLanguage(db: Database, address: string): Promise<MailLanguage | undefined> {
  const own = and(eq(sql`lower(${contacts.address})`, address.toLowerCase()), isNull(contacts.endedAt))
  const [row] = await db.select().from(contacts).where(own).orderBy(desc(contacts.since), desc(contacts.id)).limit(1)
  return row?.language
}

/** The signings of an edition, as rows to ask for: what was entered in error is none. */
export function signingsOf(edition: Uuid): SQL {
  return sql`(SELECT * FROM signings WHERE edition = ${edition}
    AND id NOT IN (SELECT signing FROM signing_acts WHERE act = 'voided'))`
}

/**
 * What is known of an invitation on a day, and the same as one text, cut to what matters: a moment that only has to have
 * come is there or not, and of one that is counted from, the hour says the day in London.
 */
export function knownOn({ toEdition, today }: CampaignOn) {
  const signed = sql<number>`${invitations.body} IN (SELECT body FROM ${signingsOf(toEdition)})`
  const suspended = sql`SELECT s.body FROM signing_acts AS a JOIN signings AS s ON s.id = a.signing
    WHERE a.act = 'suspended' AND a.on_day <= ${today} AND NOT EXISTS (SELECT 1 FROM signing_acts AS later
      WHERE later.signing = a.signing AND later.act <> 'reaffirmed' AND later.position > a.position AND later.on_day <= ${today})`
  const leftOut = sql<LeftOut | null>`CASE WHEN ${invitations.leftOut} IS NOT NULL THEN ${invitations.leftOut}
    WHEN ${invitations.body} IN (SELECT id FROM bodies WHERE ended_on < ${today}) THEN 'ended'
    WHEN ${invitations.body} IN (${suspended}) THEN 'suspended' END`
  const {
    declinedAt,
    boardOn,
    startedAt,
    stoppedAt,
    bouncedAt,
    deliveredAt,
    invitedAt,
    sentAt,
    lastMailAt,
    reminders,
  } = getTableColumns(invitations)
  const signing = sql<'nobody' | 'some' | 'everybody' | null>`open.signing`
  const has = sql.join(
    [declinedAt, startedAt, stoppedAt, bouncedAt, deliveredAt, sentAt].map((moment) => sql`${moment} IS NULL`),
    sql`, `,
  )
  const checked = sql<number>`${invitations.checkedAt} IS NOT NULL`
  // Whether a mail comes through to whoever had one is known from the mail.
  const reachable = sql<number>`${invitedAt} IS NOT NULL OR EXISTS (SELECT 1 FROM contacts AS c WHERE c.id = ${invitations.contact}
    AND c.address IS NOT NULL AND c.bounced_at IS NULL AND c.ended_at IS NULL)`
  const key = sql<string>`printf('%s %s %s %s %d%d%d%d%d%d%d%d %s %s %d', ${leftOut}, ${signed}, ${signing}, ${boardOn}, ${has},
    ${checked}, ${reachable}, substr(${invitedAt}, 1, 13), substr(${lastMailAt}, 1, 13), ${reminders})`
  const moments = { declinedAt, startedAt, stoppedAt, bouncedAt, deliveredAt, invitedAt, sentAt, lastMailAt }
  return { key, leftOut, signed, signing, boardOn, reminders, checked, reachable, ...moments }
}

/**
 * The bodies that have a sign-up of the edition under way, as `open`, and how far it is signed; begun by the invitation or
 * otherwise. What waits for the body's own decision is not signed yet.
 */
export function openSignUps({ toEdition }: Pick<CampaignOn, 'toEdition'>): SQL {
  return sql`(SELECT json_extract(draft, '$.body.registered') AS body, CASE max(
      CASE WHEN ${isWhole} THEN 2
        WHEN EXISTS (SELECT 1 FROM json_each(draft, '$.signatories') WHERE json_extract(value, '$.undecided')) THEN 0
        ELSE EXISTS (SELECT 1 FROM acts WHERE sign_up = sign_ups.id) END)
      WHEN 2 THEN 'everybody' WHEN 1 THEN 'some' ELSE 'nobody' END AS signing
    FROM sign_ups
    WHERE sent_at IS NOT NULL AND closed_at IS NULL AND json_extract(draft, '$.change') IS NULL
      AND EXISTS (SELECT 1 FROM json_each(draft, '$.editions') WHERE json_extract(value, '$.edition') = ${toEdition})
    GROUP BY 1) AS open`
}

type Known = Omit<InvitationFacts, 'signed'> & Record<'signed' | 'checked' | 'reachable', number> & { key: string }

function readKnown({ key, checked, reachable, ...known }: Known) {
  const look = { checked: checked === 1, reachable: reachable === 1 }
  return { key, look, facts: { ...known, signed: known.signed === 1 } }
}
