import { sql } from 'drizzle-orm'
import { readCheckedDomains, type CheckedDomain } from '../../core/checked-domain.ts'
import type { Views } from '../../core/views.ts'
import type { Database } from '../database.ts'
import { disclosures } from '../schema.ts'
import { listShown } from './shown-disclosures.ts'

/** The domains that were checked for some signings, by the entries that recorded them. */
export async function listCheckedDomains(
  db: Database,
  signings: readonly Pick<Views['signings'], 'position' | 'check'>[],
): Promise<ReadonlyMap<number, readonly CheckedDomain[]>> {
  const checked = signings.filter(({ check }) => check.includes('domain')).map(({ position }) => position)
  // Most pages tell of none, and ask the database nothing more.
  if (checked.length === 0) return new Map()
  const shown = await listShown(db, checked, sql`${disclosures.name} GLOB 'check.*'`)
  return new Map([...shown].map(([at, told]) => [at, readCheckedDomains(told)]))
}
