import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { FullDay } from '../../core/day.ts'
import type { Rows } from '../../core/replay.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Views } from '../../core/views.ts'
import type { Database } from '../database.ts'
import { erasures, issues, signatures, signingActs, signings } from '../schema.ts'

/** A signing with its signatures, what happened to it since, the digests of its certificates, and what of it was erased. */
export type Signing = Views['signings'] & {
  signatures: readonly Views['signatures'][]
  acts: readonly Views['signingActs'][]
  issues: readonly Views['issues'][]
  erasures: readonly Views['erasures'][]
}

/** Signings in the order of the log. */
export async function listSignings(db: Database, where?: SQL): Promise<readonly Signing[]> {
  const ids = db.select({ id: signings.id }).from(signings).where(where)
  const [rows, signed, acted, issued, gone] = await db.batch([
    db.select().from(signings).where(where).orderBy(asc(signings.rank)),
    db.select().from(signatures).where(inArray(signatures.signing, ids)).orderBy(asc(signatures.number)),
    db.select().from(signingActs).where(inArray(signingActs.signing, ids)).orderBy(asc(signingActs.position)),
    db.select().from(issues).where(inArray(issues.signing, ids)).orderBy(asc(issues.position)),
    db.select().from(erasures).where(inArray(erasures.signing, ids)).orderBy(asc(erasures.position)),
  ])
  return assembleSignings({ signings: rows, signatures: signed, signingActs: acted, issues: issued, erasures: gone })
}

/** The signings of some rows, in their order. */
export function assembleSignings(
  rows: Rows<'signings' | 'signatures' | 'signingActs' | 'issues' | 'erasures'>,
): readonly Signing[] {
  const signaturesOf = Map.groupBy(rows.signatures, ({ signing }) => signing)
  const actsOf = Map.groupBy(rows.signingActs, ({ signing }) => signing)
  const issuesOf = Map.groupBy(rows.issues, ({ signing }) => signing)
  const erasuresOf = Map.groupBy(rows.erasures, ({ signing }) => signing)
  return rows.signings.map((row) => ({
    ...row,
    signatures: signaturesOf.get(row.id) ?? [],
    acts: actsOf.get(row.id) ?? [],
    issues: issuesOf.get(row.id) ?? [],
    erasures: erasuresOf.get(row.id) ?? [],
  }))
}

/** The signings of one body. */
export async function listSigningsOf(db: Database, body: Uuid): Promise<readonly Signing[]> {
  return listSignings(db, eq(signings.body, body))
}

/** The signing with an id, alone in its list. */
export async function listSigningsById(db: Database, id: Uuid): Promise<readonly Signing[]> {
  return listSignings(db, eq(signings.id, id))
}

/** A condition on acts of signings, as `a`: they suspended one, and nothing has ended that. */
export const isStillSuspending = sql`a.act = 'suspended' AND NOT EXISTS (SELECT 1 FROM signing_acts AS later
  WHERE later.signing = a.signing AND later.position > a.position AND later.act <> 'reaffirmed')`

/** The signings that are suspended, and when that is to be looked at again. */
export async function listSuspended(
  db: Database,
): Promise<readonly { body: Uuid; edition: Uuid; reviewBy: FullDay }[]> {
  const once = db.select({ id: signingActs.signing }).from(signingActs).where(eq(signingActs.act, 'suspended'))
  return (await listSignings(db, inArray(signings.id, once))).flatMap(({ body, edition, acts }) => {
    const last = acts.findLast(({ act }) => act !== 'reaffirmed')
    return last?.act === 'suspended' && last.reviewBy ? [{ body, edition, reviewBy: last.reviewBy }] : []
  })
}

/** The signing that a reference names, as people type it: any case, with or without leading zeros. */
export async function findSigning(db: Database, reference: string): Promise<Signing | undefined> {
  const [, prefix, rank] = /^\s*([A-Za-z][A-Za-z0-9]{0,7})[-\s]?0*(\d{1,9})\s*$/.exec(reference) ?? []
  if (!prefix || !rank) return undefined
  const found = await listSignings(db, and(eq(signings.rank, Number(rank))))
  return found.find((one) => one.reference.startsWith(`${prefix.toUpperCase()}-`))
}
