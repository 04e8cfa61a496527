import { asc, eq } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import type { Views } from '../../core/views.ts'
import type { Database } from '../database.ts'
import { identifiers } from '../schema.ts'

/** Every identifier that a body has or had, in the order in which they came. */
export async function listIdentifiers(db: Database, body: Uuid): Promise<readonly Views['identifiers'][]> {
  return db
    .select()
    .from(identifiers)
    .where(eq(identifiers.body, body))
    .orderBy(asc(identifiers.position), asc(identifiers.identifier))
}
