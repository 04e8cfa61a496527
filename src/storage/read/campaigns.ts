import { and, asc, desc, eq, getTableColumns, isNotNull, isNull, lte, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import * as v from 'valibot'
import { kinds, type Kind } from '../../core/body-kind.ts'
import { leftOuts, type InvitationFacts } from '../../core/campaign.ts'
import { FullDay, londonDay, parseInstant } from '../../core/day.ts'
import type { Look } from '../../core/errand.ts'
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

/** Invitations of which the same is known, as far as it matters to where they stand, each with its place by name. */
export type FactGroup = Known & { kind: Kind; wave: number; invitations: readonly { id: string; place: number }[] }

/** The invitations of a campaign by what is known of them. However many they are, the groups are few. */
export async function groupFacts(db: Database, on: CampaignOn): Promise<readonly FactGroup[]> {
  // One text, because so many rows take longer to hand over than to find. The plus has the table read from end to end.
  const [row] = await db.all<{ told: string }>(sql`
    SELECT json_group_array(json_array(${invitations.id}, ${invitations.kind}, ${invitations.wave}, ${knownOn(on)})
      ORDER BY ${bodies.folded}, ${bodies.slug}) AS told
    FROM ${invitations} JOIN ${bodies} ON ${bodies.id} = ${invitations.body}
    LEFT JOIN ${openSignUps(on)} ON open.body = ${invitations.body} WHERE +${invitations.campaign} = ${on.id}`)
  const told = v.parse(Told, JSON.parse(row?.told ?? '[]'))
  const places = told.map(([id, kind, wave, known], place) => ({ id, place, kind, wave, known }))
  const alike = Map.groupBy(places, ({ kind, wave, known }) => `${kind} ${wave} ${known}`)
  return [...alike.values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const { kind, wave, known } = first
    return [{ kind, wave, ...readKnown(known), invitations: own.map(({ id, place }) => ({ id, place })) }]
  })
}

/** The invitations of some groups, by the names of their bodies. */
export function idsOf(groups: readonly FactGroup[]): readonly string[] {
  const all = groups.flatMap(({ invitations: own }) => own)
  return all.toSorted((a, b) => a.place - b.place).map(({ id }) => id)
}

/** An invitation, what is known of it, whose it is, and whom to write to or to call. */
export type InvitationRow = {
  invitation: Invitation
  /** What is known of it, as it was read. */
  known: string
  look: Look
  facts: InvitationFacts
  body: { slug: string; name: string; endAnnounced: string | null; endedOn: string | null }
  contact: Contact | null
}

/** Invitations that meet a condition, or all, by the names of their bodies. */
export async function listInvitations(db: Database, on: CampaignOn, where?: SQL): Promise<readonly InvitationRow[]> {
  const rows = await db
    .select({
      known: knownOn(on),
      invitation: getTableColumns(invitations),
      body: { slug: bodies.slug, name: bodies.name, endAnnounced: bodies.endAnnounced, endedOn: bodies.endedOn },
      contact: getTableColumns(contacts),
    })
    .from(invitations)
    .innerJoin(bodies, eq(bodies.id, invitations.body))
    .leftJoin(contacts, eq(contacts.id, invitations.contact))
    .leftJoin(openSignUps(on), sql`open.body = ${invitations.body}`)
    // With the plus what is asked for leads the way: by the campaign, or by the names, all would be read.
    .where(and(sql`+${invitations.campaign} = ${on.id}`, where))
    .orderBy(sql`+${bodies.folded}`, asc(bodies.slug))
  return rows.map((row) => ({ ...row, ...readKnown(row.known) }))
}

/** The invitations with some ids, by the names of their bodies. */
export async function listInvitationsById(
  db: Database,
  on: CampaignOn,
  ids: readonly string[],
): Promise<readonly InvitationRow[]> {
  if (ids.length === 0) return []
  return listInvitations(db, on, sql`${invitations.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
}

/** The invitations of a wave whose bodies have been checked and that nobody has been sent. */
export async function listUnsent(db: Database, on: CampaignOn, wave: number): Promise<readonly InvitationRow[]> {
  const { invitedAt, checkedAt } = invitations
  return listInvitations(db, on, and(eq(invitations.wave, wave), isNull(invitedAt), isNotNull(checkedAt)))
}

/** The invitations of which the next step is due. */
export async function listPlannedBy(db: Database, on: CampaignOn): Promise<readonly InvitationRow[]> {
  return listInvitations(db, on, lte(invitations.nextOn, on.today))
}

/** The invitations that a coordinator looks after. */
export async function listOwnedBy(db: Database, on: CampaignOn, owner: Uuid): Promise<readonly InvitationRow[]> {
  return listInvitations(db, on, eq(invitations.owner, owner))
}

/** The invitation with an id, of a campaign. */
export async function findInvitationRow(db: Database, on: CampaignOn, id: Uuid): Promise<InvitationRow | undefined> {
  const [row] = await listInvitations(db, on, eq(invitations.id, id))
  return row
}

/** The invitation with an id, of whichever campaign. */
export async function findInvitation(db: Database, id: Uuid): Promise<Invitation | undefined> {
  const [row] = await db.select().from(invitations).where(eq(invitations.id, id))
  return row
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

/** The bodies that have a suspended signing on a day, as rows to ask for. */
export function suspendedOn(today: FullDay): SQL {
  return sql`(SELECT s.body FROM signing_acts AS a JOIN signings AS s ON s.id = a.signing
    WHERE a.act = 'suspended' AND a.on_day <= ${today} AND NOT EXISTS (SELECT 1 FROM signing_acts AS later
      WHERE later.signing = a.signing AND later.act <> 'reaffirmed' AND later.position > a.position AND later.on_day <= ${today}))`
}

/**
 * What is known of an invitation on a day, as one text, cut to what matters: of a moment that is counted from, the hour says
 * the day in London, and any other has come or not. {@link openSignUps} have to be joined.
 */
export function knownOn({ toEdition, today }: CampaignOn): SQL<string> {
  const has = (moment: AnyColumn) => sql`${moment} IS NOT NULL`
  const hour = (moment: AnyColumn) => sql`substr(${moment}, 1, 13)`
  const { body, invitedAt } = invitations
  const members: Record<keyof v.InferInput<typeof Known>, SQL | AnyColumn> = {
    leftOut: sql`CASE WHEN ${invitations.leftOut} IS NOT NULL THEN ${invitations.leftOut}
      WHEN ${body} IN (SELECT id FROM bodies WHERE ended_on < ${today}) THEN 'ended' WHEN ${body} IN ${suspendedOn(today)} THEN 'suspended' END`,
    signed: sql`EXISTS (SELECT 1 FROM ${signingsOf(toEdition)} AS s WHERE s.body = ${body})`,
    declined: has(invitations.declinedAt),
    signing: sql`open.signing`,
    boardOn: invitations.boardOn,
    started: has(invitations.startedAt),
    stopped: has(invitations.stoppedAt),
    bounced: has(invitations.bouncedAt),
    delivered: has(invitations.deliveredAt),
    invitedOn: hour(invitedAt),
    lastMailOn: hour(invitations.lastMailAt),
    reminders: invitations.reminders,
    checked: has(invitations.checkedAt),
    // Whether a mail comes through to whoever had one is known from the mail.
    reachable: sql`${invitedAt} IS NOT NULL OR EXISTS (SELECT 1 FROM contacts AS c WHERE c.id = ${invitations.contact}
      AND c.address IS NOT NULL AND c.bounced_at IS NULL AND c.ended_at IS NULL)`,
  }
  // In the order in which they are read.
  const values = memberNames.map((name) => members[name])
  return sql`json_array(${sql.join(values, sql`, `)}) || ''`
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

const Flag = v.pipe(
  v.number(),
  v.transform((given) => given === 1),
)
const HourOfDay = v.pipe(
  v.string(),
  v.transform((hour) => londonDay(parseInstant(`${hour}:00:00Z`))),
)

const Known = v.object({
  leftOut: v.nullable(v.picklist(leftOuts)),
  signed: Flag,
  declined: Flag,
  signing: v.nullable(v.picklist(['nobody', 'some', 'everybody'])),
  boardOn: v.nullable(FullDay),
  started: Flag,
  stopped: Flag,
  bounced: Flag,
  delivered: Flag,
  invitedOn: v.nullable(HourOfDay),
  lastMailOn: v.nullable(HourOfDay),
  reminders: v.number(),
  checked: Flag,
  reachable: Flag,
})
const memberNames = v.keyof(Known).options

type Known = { facts: InvitationFacts; look: Look }

function readKnown(known: string): Known {
  const values = v.parse(v.array(v.unknown()), JSON.parse(known))
  const { checked, reachable, ...facts } = v.parse(
    Known,
    Object.fromEntries(memberNames.map((name, n) => [name, values[n]])),
  )
  return { facts, look: { checked, reachable } }
}

/** Id, kind, wave and what is known of each. */
const Told = v.array(v.tuple([v.string(), v.picklist(kinds), v.number(), v.string()]))
