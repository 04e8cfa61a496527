import { and, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Approval, Signature, SignUp } from '../../core/sign-up.ts'
import type { Uuid } from '../../core/uuid.ts'
import { always, statement, write, written, type Condition, type Database, type Statement } from '../database.ts'
import type { StoredSignUp } from '../read/sign-ups.ts'
import { acts, approvals, links, scans, sessions, signUps } from '../private-schema.ts'
import { insertIf } from './insert-if.ts'

/** A sign-up as it begins. */
type Begun = Pick<SignUp, 'id' | 'startedAt' | 'preparer' | 'draft'> & Partial<Pick<SignUp, 'boardOn'>>

/** A sign-up begins, where a condition holds. */
export function insertSignUp(db: Database, begun: Begun, condition: Condition = always): Statement {
  const { id, startedAt, preparer, draft, boardOn = null } = begun
  const who = { preparerName: preparer.name, preparerAddress: preparer.address }
  const row = { id, startedAt, ...who, draft, revision: 0, changedAt: startedAt, boardOn }
  return insertIf(db, signUps, row, condition)
}

/** A condition: nobody has changed the sign-up since it was read. */
export function unchanged({ id, revision }: StoredSignUp): Condition {
  return sql`EXISTS (SELECT 1 FROM sign_ups WHERE id = ${id} AND revision = ${revision})`
}

/** Finds a sign-up that nobody has changed since it was read, for as long as that is so. */
export function stillThus(db: Database, { id, revision }: StoredSignUp): Statement {
  const same = and(eq(signUps.id, id), eq(signUps.revision, revision), isNull(signUps.closedAt))
  return statement(
    db
      .select({ one: sql`1` })
      .from(signUps)
      .where(same),
  )
}

/** A condition: this act is still missing and the sign-up stands as it was read. */
export function isMissing(signUp: StoredSignUp, { signatory, edition }: Signature): Condition {
  return sql`${unchanged(signUp)} AND NOT EXISTS
    (SELECT 1 FROM acts WHERE sign_up = ${signUp.id} AND signatory = ${signatory} AND edition = ${edition})`
}

/** A condition: so many acts of a sign-up are there, or so many of one of its signatories. */
export function countsActs({ id }: SignUp, count: number, signatory?: number): Condition {
  const own = signatory === undefined ? sql`` : sql` AND signatory = ${signatory}`
  return sql`(SELECT count(*) FROM acts WHERE sign_up = ${id}${own}) = ${count}`
}

/** What a change may set. */
type Change = Partial<
  Pick<
    typeof signUps.$inferInsert,
    'draft' | 'sentAt' | 'returnedAt' | 'returnedWords' | 'closedAt' | 'outcome' | 'endedWords' | 'boardOn'
  >
>

/** A change of a sign-up that nobody has changed since it was read; where another condition holds as well. */
export function updateSignUp(
  db: Database,
  signUp: StoredSignUp,
  change: Change & { changedAt: Instant },
  condition: Condition = always,
): Statement {
  const same = and(
    eq(signUps.id, signUp.id),
    eq(signUps.revision, signUp.revision),
    isNull(signUps.closedAt),
    condition,
  )
  const update = db.update(signUps).set({ ...change, revision: signUp.revision + 1 })
  return statement(update.where(same))
}

/** Writes a change of a sign-up, after what belongs to it under the condition {@link unchanged}; all or nothing. */
export async function changeSignUp(
  db: Database,
  signUp: StoredSignUp,
  change: Change & { changedAt: Instant },
  belongings: readonly Statement[] = [],
): Promise<void> {
  const done = await write(db, [...belongings, updateSignUp(db, signUp, change)])
  if (done.at(-1)?.rowsAffected !== 1) throw overtaken()
}

/** Somebody did something with a sign-up that changes no answer of it, where a condition holds: it is not forgotten. */
export function touchSignUp(db: Database, { id }: SignUp, changedAt: Instant, condition: Condition): Statement {
  return statement(
    db
      .update(signUps)
      .set({ changedAt })
      .where(and(eq(signUps.id, id), condition)),
  )
}

/** A condition: nobody has touched a sign-up since it was read, and nobody has been warned since it was touched. */
export function isUnwarned({ id, changedAt }: StoredSignUp): Condition {
  return sql`EXISTS (SELECT 1 FROM sign_ups WHERE id = ${id} AND closed_at IS NULL AND changed_at = ${changedAt}
    AND coalesce(warned_at, '') < changed_at)`
}

/** Its people are warned, where a condition holds. */
export function markWarned(db: Database, { id }: SignUp, warnedAt: Instant, condition: Condition): Statement {
  return statement(
    db
      .update(signUps)
      .set({ warnedAt })
      .where(and(eq(signUps.id, id), condition)),
  )
}

/** What is said to whoever lost a race for a sign-up. */
export function overtaken(): Refusal {
  return new Refusal('overtaken', 'Somebody else changed this at the same time. Look at it again.')
}

/**
 * Opens a sent sign-up again, so that its preparer can change it: what was signed is signed no more, links and sessions of
 * its signatories work no more, what was approved is approved no more, and a scan is gone.
 */
export function forgetRound(db: Database, signUp: StoredSignUp, at: Instant): readonly Statement[] {
  return [
    ...forgetActs(db, signUp),
    ...shut(db, signUp, at, {
      links: eq(links.purpose, 'signature'),
      sessions: ne(sessions.role, 'preparer'),
      where: unchanged(signUp),
    }),
  ]
}

/** What a sign-up leaves behind that came to nothing: no signature, no approval, and no way back to it. */
export function forgetSignUp(db: Database, signUp: StoredSignUp, at: Instant): readonly Statement[] {
  return [...forgetActs(db, signUp), ...shut(db, signUp, at, { where: unchanged(signUp) })]
}

/** Somebody signs no more: their links are nobody's, and their sessions end, where a condition holds. */
export function forgetSignatory(
  db: Database,
  signUp: StoredSignUp,
  number: number,
  { at, where }: { at: Instant; where: Condition },
): readonly Statement[] {
  const own = and(eq(links.purpose, 'signature'), eq(links.signatory, number))
  const theirs = and(eq(sessions.role, 'signatory'), eq(sessions.signatory, number))
  return [
    ...shut(db, signUp, at, { links: own, sessions: theirs, where }),
    statement(
      db
        .update(links)
        .set({ signatory: null })
        .where(and(eq(links.subject, signUp.id), own, where)),
    ),
  ]
}

function forgetActs(db: Database, signUp: StoredSignUp): readonly Statement[] {
  const still = unchanged(signUp)
  return [
    statement(db.delete(acts).where(and(eq(acts.signUp, signUp.id), still))),
    statement(db.delete(approvals).where(and(eq(approvals.signUp, signUp.id), still))),
    statement(db.delete(scans).where(and(eq(scans.signUp, signUp.id), still))),
  ]
}

/** Some links of a sign-up work no more, and some sessions that they led to. */
function shut(
  db: Database,
  signUp: StoredSignUp,
  at: Instant,
  which: { links?: SQL | undefined; sessions?: SQL | undefined; where: Condition },
): readonly Statement[] {
  const own = and(eq(links.subject, signUp.id), which.links)
  const theirs = db.select({ id: links.id }).from(links).where(own)
  const opened = or(and(eq(sessions.subject, signUp.id), which.sessions), inArray(sessions.subject, theirs))
  return [
    statement(
      db
        .update(sessions)
        .set({ endedAt: at })
        .where(and(opened, isNull(sessions.endedAt), which.where)),
    ),
    statement(
      db
        .update(links)
        .set({ spentAt: at })
        .where(and(own, isNull(links.spentAt), which.where)),
    ),
  ]
}

/** A condition: a coordinator has not approved the sign-up as it was read. */
export function isFirstApproval(signUp: StoredSignUp, coordinator: Uuid): Condition {
  return sql`${unchanged(signUp)} AND NOT EXISTS
    (SELECT 1 FROM approvals WHERE sign_up = ${signUp.id} AND coordinator = ${coordinator})`
}

/** Keeps a coordinator's approval, where a condition holds. */
export function insertApproval(db: Database, { id }: SignUp, approval: Approval, condition: Condition): Statement {
  return insertIf(db, approvals, { signUp: id, ...approval }, condition)
}

/** Closes a sign-up as accepted, where the entry that says so is in the log. */
export function closeSignUp(db: Database, { id }: SignUp, at: Instant, entry: Uuid): Statement {
  const accepted = { closedAt: at, outcome: 'accepted' as const }
  return statement(
    db
      .update(signUps)
      .set(accepted)
      .where(and(eq(signUps.id, id), written(entry))),
  )
}

/** Keeps a person's act, where it is still missing; a second press of the same button adds nothing. */
export function insertAct(db: Database, signUp: StoredSignUp, act: Signature): Statement {
  const { disclosures, ...rest } = act
  const evidence = [act.evidence, ...disclosures].join('~')
  return insertIf(db, acts, { signUp: signUp.id, ...rest, evidence }, isMissing(signUp, act))
}
