import { and, inArray, or, sql, type SQL } from 'drizzle-orm'
import { campaigns, contacts, invitations, notes, prospects, waves } from '../campaign-schema.ts'
import { statement, type Condition, type Database, type Statement } from '../database.ts'
import { links, sessions } from '../private-schema.ts'
import { isContact, speaksOf } from '../read/campaign-people.ts'
import { oldCampaigns, oldContacts, oldProspects, type Cutoffs } from '../read/retention.ts'

/** Erases what is kept for campaigns about somebody, by a mailbox or a name, where a condition holds. */
export function eraseFromCampaigns(db: Database, words: string, condition: Condition): readonly Statement[] {
  const step = and(speaksOf(invitations.nextStep, words), condition)
  const reason = and(speaksOf(invitations.declinedWords, words), condition)
  // Last of all the contacts: what was written of them is known by their names.
  return [
    statement(db.delete(notes).where(and(speaksOf(notes.words, words), condition))),
    statement(db.update(invitations).set({ nextStep: null, nextOn: null }).where(step)),
    statement(db.update(invitations).set({ declinedWords: null }).where(reason)),
    statement(
      db
        .update(prospects)
        .set({ nextStep: '' })
        .where(and(speaksOf(prospects.nextStep, words), condition)),
    ),
    ...eraseContacts(db, and(isContact(words), condition)),
  ]
}

/** Erases what was kept for campaigns and has had its time. */
export function eraseOldCampaigns(db: Database, before: Cutoffs): readonly Statement[] {
  const over = db.select({ id: campaigns.id }).from(campaigns).where(oldCampaigns(before))
  const invited = db.select({ id: invitations.id }).from(invitations).where(inArray(invitations.campaign, over))
  const theirs = db.select({ id: links.id }).from(links).where(inArray(links.subject, invited))
  const given = db.select({ id: prospects.id }).from(prospects).where(oldProspects(before))
  return [
    statement(db.delete(notes).where(or(inArray(notes.subject, invited), inArray(notes.subject, given)))),
    statement(db.delete(sessions).where(or(inArray(sessions.subject, invited), inArray(sessions.subject, theirs)))),
    statement(db.delete(links).where(inArray(links.subject, invited))),
    statement(db.delete(invitations).where(inArray(invitations.campaign, over))),
    statement(db.delete(waves).where(inArray(waves.campaign, over))),
    statement(db.delete(campaigns).where(oldCampaigns(before))),
    statement(db.delete(prospects).where(oldProspects(before))),
    ...eraseContacts(db, oldContacts(before)),
  ]
}

function eraseContacts(db: Database, which: SQL | undefined): readonly Statement[] {
  const gone = db.select({ id: contacts.id }).from(contacts).where(which)
  const theirs = db.select({ id: invitations.id }).from(invitations).where(inArray(invitations.contact, gone))
  return [
    // What they were mailed opens nothing any more.
    statement(
      db
        .update(links)
        .set({ issue: sql`${links.issue} + 1` })
        .where(inArray(links.subject, theirs)),
    ),
    statement(db.update(invitations).set({ contact: null }).where(inArray(invitations.contact, gone))),
    statement(db.delete(contacts).where(which)),
  ]
}
