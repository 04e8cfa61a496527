import { asc, eq } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { passkeys } from '../private-schema.ts'

/** A passkey of somebody at the desk. */
export type StoredPasskey = typeof passkeys.$inferSelect

/** The passkeys of somebody at the desk, in the order in which they were made. */
export async function listPasskeys(db: Database, coordinator: Uuid): Promise<readonly StoredPasskey[]> {
  return db
    .select()
    .from(passkeys)
    .where(eq(passkeys.coordinator, coordinator))
    .orderBy(asc(passkeys.madeAt), asc(passkeys.id))
}

/** The passkey with an id. */
export async function findPasskey(db: Database, id: string): Promise<StoredPasskey | undefined> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.id, id))
  return row
}
