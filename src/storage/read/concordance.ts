import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { Concordance } from '../../core/concordance.ts'
import { parseDisclosure } from '../../core/disclosure.ts'
import type { Database } from '../database.ts'
import { disclosures } from '../schema.ts'

/** Which national principles the themes of an edition answer to, as the entry that published it says. */
export async function findConcordance(db: Database, position: number): Promise<Concordance> {
  const named = and(
    eq(disclosures.position, position),
    eq(disclosures.name, 'concordance'),
    eq(disclosures.public, true),
  )
  const [row] = await db.select().from(disclosures).where(named)
  return row ? v.parse(Concordance, parseDisclosure(row.text).value) : []
}
