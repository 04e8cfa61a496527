import { and, asc, eq } from 'drizzle-orm'
import type { Views } from '../../core/views.ts'
import type { Database } from '../database.ts'
import { instruments, slugs } from '../schema.ts'

/** Every family of agreement, in the order of the log. */
export async function listInstruments(db: Database): Promise<readonly Views['instruments'][]> {
  return db.select().from(instruments).orderBy(asc(instruments.position))
}

/** The instrument of a slug. */
export async function findInstrument(db: Database, slug: string): Promise<Views['instruments'] | undefined> {
  const [row] = await db
    .select()
    .from(slugs)
    .where(and(eq(slugs.noun, 'instrument'), eq(slugs.slug, slug)))
  return row && (await listInstruments(db)).find(({ id }) => id === row.id)
}
