import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { isOnCertificate, type Held } from '../../core/erasure.ts'
import { parseJson } from '../../encoding/canonical-json.ts'
import { unlessMalformed } from '../../encoding/malformed.ts'
import { invitations } from '../campaign-schema.ts'
import { always, statement, write, type Condition, type Database, type Statement } from '../database.ts'
import {
  approvals,
  codes,
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
import { isAbout, listMailboxesOf, listReturned, reportMentions } from '../read/people.ts'
import { disclosures } from '../schema.ts'
import { certificates, certificateTries, certificateUpdates } from '../served-schema.ts'
import { eraseFromCampaigns } from './campaign-erasure.ts'
import { eraseSignUps } from './retention.ts'

/**
 * Erases disclosures and every copy of them, where a condition holds: the sign-ups they came from, the mails that speak of
 * the same people or went to their mailboxes, the certificates that show them. The list names no person.
 */
export function eraseDisclosures(
  db: Database,
  { gone, mailboxes }: { gone: readonly Held[]; mailboxes: readonly string[] },
  condition: Condition,
): readonly Statement[] {
  if (gone.length === 0) return []
  const positions = [...new Set(gone.map(({ entry }) => entry))]
  // The key of an acceptance names its sign-up.
  const accepted = sql`${signUps.id} IN (SELECT substr(key, 12, 36) FROM entries
    WHERE ${inArray(sql`position`, positions)} AND key GLOB 'acceptance:*')`
  const shown = gone.filter(({ name }) => isOnCertificate(name)).map(({ entry }) => entry)
  const certified = sql`IN (SELECT coalesce(json_extract(CAST(leaf AS TEXT), '$.signing'), id)
    FROM entries WHERE ${inArray(sql`position`, [...new Set(shown)])})`
  return [
    ...eraseSignUps(db, and(accepted, condition)),
    ...[...new Set([...mailboxes, ...mentionsIn(gone)])].flatMap((words) => [
      statement(db.delete(mails).where(and(mentions(words), condition))),
      statement(db.delete(reports).where(and(reportMentions(words), condition))),
      ...eraseFromCampaigns(db, words, condition),
    ]),
    ...[certificateUpdates, certificateTries, certificates].map((table) =>
      statement(db.delete(table).where(and(sql`${table.signing} ${certified}`, condition))),
    ),
    ...gone.map(({ digest }) =>
      statement(db.delete(disclosures).where(and(eq(disclosures.digest, digest), condition))),
    ),
  ]
}

/** Erases what is private about whoever reads a mailbox, where a condition holds. Whoever runs the desk stays until they leave it. */
export function eraseKeptAbout(db: Database, address: string, condition: Condition): readonly Statement[] {
  const own = sql`lower(${coordinators.address}) = ${address.toLowerCase()}`
  const left = db
    .select({ id: coordinators.id })
    .from(coordinators)
    .where(and(own, isNotNull(coordinators.endedAt), condition))
  const theirs = db
    .select({ id: signUps.id })
    .from(signUps)
    .where(and(isAbout(address), condition))
  return [
    // Why they declined outlives a sign-up; here it goes with it.
    statement(db.update(invitations).set({ declinedWords: null }).where(inArray(invitations.signUp, theirs))),
    ...eraseSignUps(db, and(isAbout(address), condition)),
    statement(db.delete(mails).where(and(mentions(address), condition))),
    statement(db.delete(reports).where(and(reportMentions(address), condition))),
    ...eraseFromCampaigns(db, address, condition),
    statement(db.delete(approvals).where(inArray(approvals.coordinator, left))),
    statement(db.update(scans).set({ coordinator: null }).where(inArray(scans.coordinator, left))),
    statement(db.delete(sessions).where(inArray(sessions.subject, left))),
    statement(db.delete(tokens).where(inArray(tokens.coordinator, left))),
    statement(db.delete(codes).where(inArray(codes.subject, left))),
    statement(db.delete(links).where(inArray(links.subject, left))),
    statement(db.delete(passkeys).where(inArray(passkeys.coordinator, left))),
    statement(db.delete(trail).where(inArray(trail.coordinator, left))),
    statement(db.update(invitations).set({ owner: null }).where(inArray(invitations.owner, left))),
    statement(db.update(invitations).set({ checkedBy: null }).where(inArray(invitations.checkedBy, left))),
    // What they wrote and proposed is the register's: it stays somebody's, and no longer says whose.
    statement(
      db
        .update(coordinators)
        .set({ name: 'Name erased', address: '', employer: null })
        .where(inArray(coordinators.id, left)),
    ),
  ]
}

/** Erases once more what a backup brought back though an entry says that it was erased. Gives back how many values there were. */
export async function eraseAgain(db: Database): Promise<number> {
  const returned = await listReturned(db)
  if (returned.length === 0) return 0
  const mailboxes = await listMailboxesOf(db, returned)
  await write(db, eraseDisclosures(db, { gone: returned, mailboxes }, always))
  return returned.length
}

/** The names and mailboxes among what is erased. */
function mentionsIn(gone: readonly Held[]): readonly string[] {
  const words = gone.flatMap(({ name, value }) => {
    if (typeof value !== 'string') return []
    if (/^signatory\.\d\.name$/.test(name)) return [value]
    return name.startsWith('evidence.') || name === 'account' ? sentTo(value) : []
  })
  return [...new Set(words)]
}

/** The mailbox in the record of a press, or in the account of what was asked, which holds such a record. */
function sentTo(record: string): readonly string[] {
  const kept = unlessMalformed(() => parseJson(record))
  if (kept && typeof kept === 'object' && 'asked' in kept && typeof kept.asked === 'string') return sentTo(kept.asked)
  const to = kept && typeof kept === 'object' && 'sentTo' in kept ? kept.sentTo : undefined
  return typeof to === 'string' ? [to] : []
}

function mentions(words: string) {
  const inside = sql`EXISTS (SELECT 1 FROM json_each(${mails.slots}) AS slot WHERE instr(lower(slot.value), lower(${words})))`
  return or(eq(sql`lower(${mails.address})`, sql`lower(${words})`), inside)
}
