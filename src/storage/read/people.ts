import { and, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Disclosure } from '../../core/disclosure.ts'
import { parseDisclosure } from '../../core/disclosure.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { acts, approvals, coordinators, links, mails, sessions, signUps } from '../private-schema.ts'
import { disclosures, entries } from '../schema.ts'

/** What the register keeps about whoever reads a mailbox, table by table. */
export async function listKeptAbout(db: Database, address: string) {
  const own = address.toLowerCase()
  const named = sql`EXISTS (SELECT 1 FROM json_each(${signUps.draft}, '$.signatories') AS signatory
    WHERE lower(json_extract(signatory.value, '$.address')) = ${own})`
  const about = or(eq(sql`lower(${signUps.preparerAddress})`, own), named)
  const ids = db.select({ id: signUps.id }).from(signUps).where(about)
  const offices = db
    .select({ id: coordinators.id })
    .from(coordinators)
    .where(eq(sql`lower(${coordinators.address})`, own))
  const [prepared, pressed, sent, office, approved, held, seated] = await db.batch([
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
      .select({ purpose: links.purpose, signUp: links.subject, signatory: links.signatory, expiresAt: links.expiresAt })
      .from(links)
      .where(and(inArray(links.subject, ids), isNotNull(links.signatory))),
    db
      .select({ role: sessions.role, expiresAt: sessions.expiresAt, endedAt: sessions.endedAt })
      .from(sessions)
      .where(inArray(sessions.subject, offices)),
  ])
  return {
    signUps: prepared,
    acts: pressed,
    mails: sent,
    coordinator: office,
    approvals: approved,
    links: held,
    sessions: seated,
  }
}

/** Where in the log the signings of some sign-ups are. */
export async function listPositionsOf(db: Database, ids: readonly Uuid[]): Promise<readonly number[]> {
  const rows = await db
    .select({ position: entries.position })
    .from(entries)
    .where(or(...ids.map((id) => sql`${entries.key} GLOB ${`acceptance:${id}:*`}`)) ?? sql`0`)
  return rows.map(({ position }) => position)
}

/** A disclosure about a person who signed, and the entry it belongs to. */
export type DisclosedAbout = Pick<Disclosure, 'name' | 'value' | 'public'> & { entry: number }

/** What is disclosed about signatories: in some entries, or wherever somebody signed under a name. */
export async function listDisclosedAbout(
  db: Database,
  positions: readonly number[],
  fullName: string | undefined,
): Promise<readonly DisclosedAbout[]> {
  const personal = sql`(${disclosures.name} GLOB 'signatory.*' OR ${disclosures.name} GLOB 'statement.*'
    OR ${disclosures.name} GLOB 'evidence.*')`
  // What is hashed is encoded: a name can only be looked for by reading them all.
  const names = fullName
    ? await db
        .select({ position: disclosures.position, text: disclosures.text })
        .from(disclosures)
        .where(sql`${disclosures.name} GLOB 'signatory.*.name'`)
    : []
  const found = names.filter(({ text }) => parseDisclosure(text).value === fullName).map(({ position }) => position)
  const rows = await db
    .select()
    .from(disclosures)
    .where(and(inArray(disclosures.position, [...positions, ...found]), personal))
    .orderBy(asc(disclosures.position), asc(disclosures.name))
  return rows.map(({ position, public: shown, text }) => ({ entry: position, public: shown, ...parseDisclosure(text) }))
}
