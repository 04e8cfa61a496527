import { asc, eq, isNotNull, isNull, and, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { SignUpDraft, type SignUp } from '../../core/sign-up.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { acts, signUps } from '../private-schema.ts'

/** A sign-up and the revision that a change of it must have been made on. */
export type StoredSignUp = SignUp & { revision: number }

/** The sign-up with an id. */
export async function findSignUp(db: Database, id: Uuid): Promise<StoredSignUp | undefined> {
  const [rows, pressed] = await db.batch([
    db.select().from(signUps).where(eq(signUps.id, id)),
    db.select().from(acts).where(eq(acts.signUp, id)).orderBy(asc(acts.at), asc(acts.signatory)),
  ])
  const [row] = rows
  return row && stored(row, pressed)
}

/** Sign-ups that were sent and are not closed, the oldest first. */
export async function listSentSignUps(db: Database): Promise<readonly StoredSignUp[]> {
  const where = and(isNotNull(signUps.sentAt), isNull(signUps.closedAt))
  const ids = db.select({ id: signUps.id }).from(signUps).where(where)
  const [rows, pressed] = await db.batch([
    db.select().from(signUps).where(where).orderBy(asc(signUps.sentAt), asc(signUps.id)),
    db.select().from(acts).where(inArray(acts.signUp, ids)).orderBy(asc(acts.at), asc(acts.signatory)),
  ])
  const pressedOf = Map.groupBy(pressed, ({ signUp }) => signUp)
  return rows.map((row) => stored(row, pressedOf.get(row.id) ?? []))
}

function stored(row: typeof signUps.$inferSelect, pressed: readonly (typeof acts.$inferSelect)[]): StoredSignUp {
  const { preparerName, preparerAddress, draft, ...rest } = row
  return {
    ...rest,
    preparer: { name: preparerName, address: preparerAddress },
    draft: v.parse(SignUpDraft, draft),
    signatures: pressed.map(({ signUp: _signUp, ...act }) => act),
  }
}
