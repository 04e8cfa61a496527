import { and, eq, inArray, type SQL } from 'drizzle-orm'
import { parseDisclosure, type Disclosure } from '../../core/disclosure.ts'
import type { Database } from '../database.ts'
import { disclosures } from '../schema.ts'

/** What some entries disclose to the public, where a condition holds, by their positions. */
export async function listShown(
  db: Database,
  positions: readonly number[],
  condition: SQL | undefined,
): Promise<ReadonlyMap<number, readonly Disclosure[]>> {
  const rows = await db
    .select()
    .from(disclosures)
    .where(and(inArray(disclosures.position, [...positions]), eq(disclosures.public, true), condition))
  const read = rows.map(({ position, digest, text, public: shown }) => {
    return { position, digest, text, public: shown, ...parseDisclosure(text) }
  })
  return Map.groupBy(read, ({ position }) => position)
}
