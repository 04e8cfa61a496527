import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { parseDisclosure } from '../../core/disclosure.ts'
import { readOwnWords, type SaidOfOwn } from '../../core/own-words.ts'
import type { Database } from '../database.ts'
import { disclosures } from '../schema.ts'

/** What some signings say in the words of their bodies, by the entries that recorded them. */
export async function listOwnWords(
  db: Database,
  positions: readonly number[],
): Promise<ReadonlyMap<number, SaidOfOwn>> {
  const own = or(
    inArray(disclosures.name, ['public-statement', 'members.list', 'members.on']),
    sql`${disclosures.name} GLOB 'pledge.*'`,
  )
  const rows = await db
    .select()
    .from(disclosures)
    .where(and(inArray(disclosures.position, [...positions]), eq(disclosures.public, true), own))
  const read = rows.map(({ position, digest, text, public: shown }) => {
    return { position, digest, text, public: shown, ...parseDisclosure(text) }
  })
  return new Map([...Map.groupBy(read, ({ position }) => position)].map(([at, said]) => [at, readOwnWords(said)]))
}
