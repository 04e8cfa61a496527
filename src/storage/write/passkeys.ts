import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import { allOf, statement, write, type Condition, type Database, type Statement } from '../database.ts'
import type { Session } from '../read/access.ts'
import type { StoredPasskey } from '../read/passkeys.ts'
import { challenges, passkeys, sessions } from '../private-schema.ts'
import { insertIf } from './insert-if.ts'

/** A challenge that was answered: it is known by its id, and nobody has to remember it longer than it would have worked. */
export type Challenge = typeof challenges.$inferSelect

/** Opens a session for a passkey that has signed a challenge, once; false when the challenge is spent, or the passkey has signed since. */
export async function spendPasskey(
  db: Database,
  { id, counter }: StoredPasskey,
  { session, challenge, next }: { session: Session; challenge: Challenge; next: number },
): Promise<boolean> {
  const same = and(eq(passkeys.id, id), eq(passkeys.counter, counter))
  const asItWas = sql`EXISTS (SELECT 1 FROM ${passkeys} WHERE ${same})`
  const [opened] = await write(db, [
    insertIf(db, sessions, session, allOf(isUnspent(challenge), asItWas)),
    statement(
      db
        .update(passkeys)
        .set({ counter: next, usedAt: session.begunAt })
        .where(and(same, isOpened(session))),
    ),
    spend(db, challenge),
  ])
  return opened?.rowsAffected === 1
}

/** Keeps a new passkey for a challenge, once; false when the challenge is spent, or somebody has this passkey. */
export async function keepPasskey(db: Database, passkey: StoredPasskey, challenge: Challenge): Promise<boolean> {
  const unknown = sql`NOT EXISTS (SELECT 1 FROM ${passkeys} WHERE ${eq(passkeys.id, passkey.id)})`
  const [kept] = await write(db, [
    insertIf(db, passkeys, passkey, allOf(isUnspent(challenge), unknown)),
    spend(db, challenge),
  ])
  return kept?.rowsAffected === 1
}

/** Gives a passkey of somebody another name. */
export function renamePasskeyRow(db: Database, whose: Uuid, id: string, name: string): Statement {
  return statement(db.update(passkeys).set({ name }).where(ownPasskey(whose, id)))
}

/** Forgets a passkey of somebody. */
export function deletePasskey(db: Database, whose: Uuid, id: string): Statement {
  return statement(db.delete(passkeys).where(ownPasskey(whose, id)))
}

function ownPasskey(whose: Uuid, id: string) {
  return and(eq(passkeys.coordinator, whose), eq(passkeys.id, id))
}

function isUnspent({ id }: Challenge): Condition {
  return sql`NOT EXISTS (SELECT 1 FROM ${challenges} WHERE ${eq(challenges.id, id)})`
}

function isOpened({ id }: { id: Uuid; begunAt: Instant }): Condition {
  return sql`EXISTS (SELECT 1 FROM ${sessions} WHERE ${eq(sessions.id, id)})`
}

function spend(db: Database, challenge: Challenge): Statement {
  return statement(db.insert(challenges).values(challenge).onConflictDoNothing())
}
