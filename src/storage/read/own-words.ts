import { inArray, or, sql } from 'drizzle-orm'
import { readOwnWords, type SaidOfOwn } from '../../core/own-words.ts'
import type { Database } from '../database.ts'
import { disclosures } from '../schema.ts'
import { listShown } from './shown-disclosures.ts'

/** What some signings say in the words of their bodies, by the entries that recorded them. */
export async function listOwnWords(
  db: Database,
  positions: readonly number[],
): Promise<ReadonlyMap<number, SaidOfOwn>> {
  const own = or(
    inArray(disclosures.name, ['public-statement', 'members.list', 'members.on']),
    sql`${disclosures.name} GLOB 'pledge.*'`,
  )
  return new Map([...(await listShown(db, positions, own))].map(([at, said]) => [at, readOwnWords(said)]))
}
