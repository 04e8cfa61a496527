import { asc, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Uuid } from '../../core/uuid.ts'
import { contacts, invitations, notes, prospects } from '../campaign-schema.ts'
import type { Database } from '../database.ts'

/** A condition on contacts: somebody's mailbox, or their name. */
export function isContact(words: string): SQL {
  return sql`(${eq(sql`lower(${contacts.address})`, words.toLowerCase())} OR ${eq(sql`lower(${contacts.name})`, words.toLowerCase())})`
}

/** A condition: what a coordinator or a body wrote has somebody's mailbox or name in it, or that of a contact so known. */
export function speaksOf(column: AnySQLiteColumn, words: string): SQL {
  const written = sql`lower(coalesce(${column}, ''))`
  // A shorter name is in every other word.
  return sql`(instr(${written}, ${words.toLowerCase()}) OR EXISTS (SELECT 1 FROM ${contacts}
    WHERE ${isContact(words)} AND length(${contacts.name}) > 3 AND instr(${written}, lower(${contacts.name}))))`
}

/** The invitations of which somebody is the contact. */
export function invitationsTo(db: Database, words: string) {
  const theirs = db.select({ id: contacts.id }).from(contacts).where(isContact(words))
  return db.select({ id: invitations.id }).from(invitations).where(inArray(invitations.contact, theirs))
}

/**
 * What is kept about somebody for campaigns: as whom to write to or to call, what was written about them, and, of whoever
 * has or had a seat at the desk, what they wrote and what is theirs to do.
 */
export async function listKeptForCampaigns(db: Database, words: string, seats: readonly Uuid[]) {
  const [whom, written, courted, invited] = await db.batch([
    db.select().from(contacts).where(isContact(words)).orderBy(asc(contacts.since)),
    db
      .select({ at: notes.at, kind: notes.kind, words: notes.words })
      .from(notes)
      .where(or(speaksOf(notes.words, words), inArray(notes.coordinator, seats)))
      .orderBy(asc(notes.at)),
    db
      .select({ name: prospects.name, nextStep: prospects.nextStep, madeAt: prospects.madeAt })
      .from(prospects)
      .where(or(speaksOf(prospects.name, words), speaksOf(prospects.nextStep, words), inArray(prospects.owner, seats))),
    db
      .select({
        body: invitations.body,
        at: invitations.addedAt,
        nextStep: invitations.nextStep,
        declinedWords: invitations.declinedWords,
      })
      .from(invitations)
      .where(
        or(
          inArray(invitations.id, invitationsTo(db, words)),
          speaksOf(invitations.nextStep, words),
          speaksOf(invitations.declinedWords, words),
          inArray(invitations.owner, seats),
          inArray(invitations.checkedBy, seats),
        ),
      ),
  ])
  return { contacts: whom, notes: written, prospects: courted, invitations: invited }
}
