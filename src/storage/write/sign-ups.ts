import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Signature, SignUp, SignUpDraft } from '../../core/sign-up.ts'
import type { Uuid } from '../../core/uuid.ts'
import { statement, write, written, type Condition, type Database, type Statement } from '../database.ts'
import type { StoredSignUp } from '../read/sign-ups.ts'
import { acts, signUps } from '../private-schema.ts'

/** A sign-up begins. */
export function insertSignUp(db: Database, { id, startedAt, preparer, draft }: SignUp): Statement {
  const row = { id, startedAt, preparerName: preparer.name, preparerAddress: preparer.address, draft, revision: 0 }
  return statement(db.insert(signUps).values(row))
}

/** A condition: nobody has changed the sign-up since it was read. */
export function unchanged({ id, revision }: StoredSignUp): Condition {
  return sql`EXISTS (SELECT 1 FROM sign_ups WHERE id = ${id} AND revision = ${revision})`
}

/** A condition: this act is still missing, and it is the last one of so many. */
export function isLastAct({ id }: SignUp, { signatory, edition }: Signature, count: number): Condition {
  return sql`(SELECT count(*) FROM acts WHERE sign_up = ${id}) = ${count - 1} AND NOT EXISTS
    (SELECT 1 FROM acts WHERE sign_up = ${id} AND signatory = ${signatory} AND edition = ${edition})`
}

/** Writes a change of a sign-up, after what belongs to it under the condition {@link unchanged}; all or nothing. */
export async function changeSignUp(
  db: Database,
  signUp: StoredSignUp,
  change: { draft?: SignUpDraft; sentAt?: Instant },
  belongings: readonly Statement[] = [],
): Promise<void> {
  const same = and(eq(signUps.id, signUp.id), eq(signUps.revision, signUp.revision))
  const update = db
    .update(signUps)
    .set({ ...change, revision: signUp.revision + 1 })
    .where(same)
  const done = await write(db, [...belongings, statement(update)])
  if (done.at(-1)?.rowsAffected !== 1) {
    throw new Refusal('overtaken', 'Somebody else changed this at the same time. Look at it again.')
  }
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

/** Keeps a person's act; a second press of the same button adds nothing. */
export function insertAct(db: Database, signUp: Uuid, act: Signature): Statement {
  return statement(
    db
      .insert(acts)
      .values({ signUp, ...act })
      .onConflictDoNothing(),
  )
}
