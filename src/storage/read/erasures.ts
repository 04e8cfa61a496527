import { asc, eq } from 'drizzle-orm'
import type { Disclosure } from '../../core/disclosure.ts'
import type { Views } from '../../core/views.ts'
import type { Database } from '../database.ts'
import { erasures, signings } from '../schema.ts'
import { listDisclosures, type Appended } from './entries.ts'

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

/** What is told of a digest: what it stands for, that this is withheld, or by which entry it was erased. */
export type Fate = { digest: string } & ({ disclosed: Disclosure } | { withheld: true } | { erased: number })

/** What is told of every digest of an entry. */
export async function listFates(db: Database, { position, entry }: Appended): Promise<readonly Fate[]> {
  const held = new Map((await listDisclosures(db, position)).map((one) => [one.digest, one]))
  const gone = new Map((await listErasures(db, position)).map((one) => [one.digest, one.position]))
  return (entry.sd ?? []).map((digest) => {
    const disclosed = held.get(digest)
    const erased = gone.get(digest)
    if (erased !== undefined) return { digest, erased }
    return disclosed?.public ? { digest, disclosed } : { digest, withheld: true }
  })
}
