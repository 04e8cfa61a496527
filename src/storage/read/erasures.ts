import { asc, eq } from 'drizzle-orm'
import type { Views } from '../../core/views.ts'
import type { Database } from '../database.ts'
import { erasures, signings } from '../schema.ts'

/** What was erased of an entry, in the order of the log, with the reference of the signing that it is about. */
export async function listErasures(
  db: Database,
  entry: number,
): Promise<readonly (Views['erasures'] & { reference: string | null })[]> {
  const rows = await db
    .select({ erasure: erasures, reference: signings.reference })
    .from(erasures)
    .leftJoin(signings, eq(signings.id, erasures.signing))
    .where(eq(erasures.entry, entry))
    .orderBy(asc(erasures.position))
  return rows.map(({ erasure, reference }) => ({ ...erasure, reference }))
}
