import { and, asc, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { parseDisclosure } from '../../core/disclosure.ts'
import type { Held } from '../../core/erasure.ts'
import { isOwnWords } from '../../core/own-words.ts'
import { asText } from '../../core/told.ts'
import type { Database } from '../database.ts'
import { attendances, events } from '../event-schema.ts'
import {
  acts,
  approvals,
  coordinators,
  links,
  mails,
  passkeys,
  reports,
  scans,
  sessions,
  signUps,
  tokens,
  trail,
} from '../private-schema.ts'
import { invitationsTo, listKeptForCampaigns } from './campaign-people.ts'
import { disclosures, entries, erasures, signings } from '../schema.ts'

/** A condition on sign-ups: whoever reads a mailbox prepared it, or is named in it. */
export function isAbout(address: string): SQL | undefined {
  const own = address.toLowerCase()
  const named = sql`EXISTS (SELECT 1 FROM json_each(${signUps.draft}, '$.signatories') AS signatory
    WHERE lower(json_extract(signatory.value, '$.address')) = ${own})`
  return or(eq(sql`lower(${signUps.preparerAddress})`, own), named)
}

/** A condition on reports: whoever reads a mailbox waits for the answer, or some words are in what was said. */
export function reportMentions(words: string): SQL | undefined {
  const inside = (column: SQL | AnySQLiteColumn) => sql`instr(lower(${column}), lower(${words}))`
  return or(
    eq(sql`lower(${reports.address})`, words.toLowerCase()),
    inside(reports.words),
    inside(sql`coalesce(${reports.answer}, '')`),
  )
}

/** What is kept about whoever has no mailbox: everything that is found by one is somebody else's. */
export const keptAboutNobody: Awaited<ReturnType<typeof listKeptAbout>> = {
  signUps: [],
  acts: [],
  mails: [],
  coordinator: [],
  approvals: [],
  links: [],
  sessions: [],
  tokens: [],
  passkeys: [],
  trail: [],
  reports: [],
  events: [],
  contacts: [],
  notes: [],
  prospects: [],
  invitations: [],
}

/** What the register keeps about whoever reads a mailbox, table by table. */
export async function listKeptAbout(db: Database, address: string) {
  const own = address.toLowerCase()
  const about = isAbout(address)
  const ids = db.select({ id: signUps.id }).from(signUps).where(about)
  const offices = db
    .select({ id: coordinators.id })
    .from(coordinators)
    .where(eq(sql`lower(${coordinators.address})`, own))
  const [prepared, pressed, sent, office, approved, held, seated, programs, keys, steps, reported, met] =
    await db.batch([
      db.select().from(signUps).where(about).orderBy(asc(signUps.startedAt)),
      db.select().from(acts).where(inArray(acts.signUp, ids)).orderBy(asc(acts.at)),
      db
        .select({ at: mails.at, template: mails.template, slots: mails.slots })
        .from(mails)
        .where(eq(sql`lower(${mails.address})`, own))
        .orderBy(asc(mails.at)),
      db.select().from(coordinators).where(inArray(coordinators.id, offices)),
      db.select().from(approvals).where(inArray(approvals.coordinator, offices)),
      db
        .select({ purpose: links.purpose, of: links.subject, signatory: links.signatory, expiresAt: links.expiresAt })
        .from(links)
        .where(
          or(
            and(inArray(links.subject, ids), isNotNull(links.signatory)),
            inArray(links.subject, offices),
            inArray(links.subject, invitationsTo(db, address)),
          ),
        ),
      db
        .select({
          role: sessions.role,
          begunAt: sessions.begunAt,
          expiresAt: sessions.expiresAt,
          endedAt: sessions.endedAt,
          client: sessions.client,
        })
        .from(sessions)
        .where(inArray(sessions.subject, offices)),
      db
        .select({ name: tokens.name, scopes: tokens.scopes, madeAt: tokens.madeAt, expiresAt: tokens.expiresAt })
        .from(tokens)
        .where(inArray(tokens.coordinator, offices)),
      db
        .select({ name: passkeys.name, madeAt: passkeys.madeAt, usedAt: passkeys.usedAt })
        .from(passkeys)
        .where(inArray(passkeys.coordinator, offices)),
      db
        .select({ at: trail.at, route: trail.route, subject: trail.subject, status: trail.status })
        .from(trail)
        .where(inArray(trail.coordinator, offices))
        .orderBy(asc(trail.at)),
      db.select().from(reports).where(reportMentions(address)).orderBy(asc(reports.at)),
      db
        .select({ name: events.name, onDay: events.onDay, mailedAt: attendances.mailedAt })
        .from(attendances)
        .innerJoin(events, eq(events.id, attendances.event))
        .where(inArray(attendances.signUp, ids))
        .orderBy(asc(events.onDay)),
    ])
  return {
    signUps: prepared,
    acts: pressed,
    mails: sent,
    coordinator: office,
    approvals: approved,
    links: held,
    sessions: seated,
    tokens: programs,
    passkeys: keys,
    trail: steps,
    reports: reported,
    events: met,
    ...(await listKeptForCampaigns(
      db,
      address,
      office.map(({ id }) => id),
    )),
  }
}

/** Somebody's place among the signatories of an entry, from 1. */
type Place = { entry: number; signatory: number }

/**
 * What is disclosed about somebody who signed: of the sign-ups that name their mailbox, and wherever somebody signed, or
 * accepted, under a name. Of two who signed one entry, the other one's is theirs.
 */
export async function listDisclosedAbout(
  db: Database,
  { address, name }: { address: string | undefined; name: string | undefined },
): Promise<readonly Held[]> {
  const [placed, named] = await Promise.all([
    address === undefined ? [] : listPlaces(db, address),
    name === undefined ? [] : listNamed(db, name),
  ])
  const places = [...placed, ...named.flatMap(placeOf)]
  const about = await withCorrections(db, places)
  const fields = new Set(
    about.flatMap(({ entry, signatory }) => fieldsOf(signatory).map((field) => `${entry} ${field}`)),
  )
  const byName = new Set(named.map(({ digest }) => digest))
  const positions = [...new Set([...about, ...named].map(({ entry }) => entry))]
  const rows = await db
    .select()
    .from(disclosures)
    .where(inArray(disclosures.position, positions))
    .orderBy(asc(disclosures.position), asc(disclosures.name))
  const signed = new Set(places.map(({ entry }) => entry))
  return rows
    .filter(
      (row) =>
        fields.has(`${row.position} ${row.name}`) ||
        byName.has(row.digest) ||
        // What a body says of its own may name people as well.
        (signed.has(row.position) && isOwnWords(row.name)),
    )
    .map(heldOf)
}

/** Everything that may be disclosed of one signatory, or of whoever asked for a change of what was signed. */
function fieldsOf(signatory: number): readonly string[] {
  const who = `signatory.${signatory}`
  const press = [`statement.${signatory}`, `evidence.${signatory}`]
  return [`${who}.name`, `${who}.role`, `${who}.minute`, ...press, 'role', 'account']
}

function placeOf({ entry, name }: Held): readonly Place[] {
  const [, signatory] = /^signatory\.(\d)\./.exec(name) ?? []
  return signatory ? [{ entry, signatory: Number(signatory) }] : []
}

/**
 * Where in the log the sign-ups that name a mailbox became signings, and whose that mailbox was there. On paper others may
 * have signed than were asked online.
 */
async function listPlaces(db: Database, address: string): Promise<readonly Place[]> {
  return db.all<Place>(sql`SELECT ${entries.position} AS entry, signatory.key + 1 AS signatory
    FROM ${signUps}, json_each(${signUps.draft}, '$.signatories') AS signatory
    JOIN ${entries} ON ${entries.key} >= 'acceptance:' || ${signUps.id} || ':' AND ${entries.key} < 'acceptance:' || ${signUps.id} || ';'
    WHERE lower(json_extract(signatory.value, '$.address')) = ${address.toLowerCase()}
      AND ${isOnline}`)
}

/** The mailboxes of those of whom some values tell, as the sign-ups that became their entries know them. */
export async function listMailboxesOf(db: Database, held: readonly Held[]): Promise<readonly string[]> {
  const positions = [...new Set(held.map(({ entry }) => entry))]
  const rows = await db.all<Place & { address: string }>(sql`SELECT ${entries.position} AS entry,
      signatory.key + 1 AS signatory, json_extract(signatory.value, '$.address') AS address
    FROM ${entries} JOIN ${signUps} ON ${signUps.id} = substr(${entries.key}, 12, 36),
      json_each(${signUps.draft}, '$.signatories') AS signatory
    WHERE ${inArray(entries.position, positions)} AND ${entries.key} GLOB 'acceptance:*' AND ${isOnline}`)
  const theirs = rows.filter((row) =>
    held.some(({ entry, name }) => entry === row.entry && fieldsOf(row.signatory).includes(name)),
  )
  return [...new Set(theirs.map(({ address }) => address))]
}

/** A condition on sign-ups: nothing was signed on paper, where others may have signed than were asked. */
const isOnline = sql`NOT EXISTS (SELECT 1 FROM ${scans} WHERE ${scans.signUp} = ${signUps.id})`

/** The disclosures that are a name, and private accounts that have it. What is hashed is encoded: a name can only be looked for by reading them all. */
async function listNamed(db: Database, fullName: string): Promise<readonly Held[]> {
  const rows = await db
    .select()
    .from(disclosures)
    .where(
      sql`${disclosures.name} GLOB 'signatory.*.name' OR ${disclosures.name} GLOB 'approver.*' OR ${disclosures.name} IN ('account', 'transcriber')`,
    )
  return rows
    .map(heldOf)
    .filter(({ name, value }) => value === fullName || (name === 'account' && asText(value)?.includes(fullName)))
}

/** The same places, and the corrections of them. */
async function withCorrections(db: Database, places: readonly Place[]): Promise<readonly Place[]> {
  const positions = [...new Set(places.map(({ entry }) => entry))]
  // Word for word as drizzle/0003_changes.sql indexes it.
  const signing = sql`json_extract(CAST(${entries.leaf} AS TEXT), '$.signing')`
  const corrections = await db
    .select({ entry: entries.position, of: signings.position })
    .from(signings)
    .innerJoin(entries, eq(signing, sql`+${signings.id}`))
    .where(inArray(signings.position, positions))
  return [
    ...places,
    ...corrections.flatMap(({ entry, of }) =>
      places.filter((place) => place.entry === of).map(({ signatory }) => ({ entry, signatory })),
    ),
  ]
}

/** Disclosures that an entry says were erased and that are there all the same, as when a backup brings them back. */
export async function listReturned(db: Database): Promise<readonly Held[]> {
  const gone = db.select({ digest: erasures.digest }).from(erasures)
  return (await db.select().from(disclosures).where(inArray(disclosures.digest, gone))).map(heldOf)
}

function heldOf({ position, digest, text, public: shown }: typeof disclosures.$inferSelect): Held {
  return { entry: position, digest, text, public: shown, ...parseDisclosure(text) }
}
