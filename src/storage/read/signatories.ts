import { asc, inArray, type SQL } from 'drizzle-orm'
import type { FullDay } from '../../core/day.ts'
import { listLines, sortByName, type ListRows, type SignatoryLine } from '../../core/signatory-list.ts'
import type { StandingName } from '../../core/standing.ts'
import type { Database } from '../database.ts'
import {
  bodies,
  editions,
  identifiers,
  instruments,
  replacements,
  signatures,
  signingActs,
  signings,
} from '../schema.ts'
import { matching, type BodyFilter } from './search.ts'

export type SignatoryFilter = BodyFilter & { standing?: StandingName | undefined; edition?: string | undefined }

/** The public list on a day, by name of body and then in the order of the log. */
export async function listSignatories(
  db: Database,
  filter: SignatoryFilter,
  on: FullDay,
): Promise<readonly SignatoryLine[]> {
  const lines = await linesOf(db, await matching(db, filter), on)
  return lines.filter(
    (line) =>
      (!filter.standing || line.standing === filter.standing) &&
      (!filter.edition || line.edition.slug === filter.edition),
  )
}

/** The lines of the bodies that meet a condition, all of each: one signing of a body may overtake another. */
export async function linesOf(db: Database, where: SQL | undefined, on: FullDay): Promise<readonly SignatoryLine[]> {
  const rows = await loadListRows(db, where)
  return sortByName(listLines(rows, on), rows)
}

/** The rows that the list of some bodies is made from. */
async function loadListRows(db: Database, where: SQL | undefined): Promise<ListRows> {
  const some = where && db.select({ id: bodies.id }).from(bodies).where(where)
  const ids = some && db.select({ id: signings.id }).from(signings).where(inArray(signings.body, some))
  const [agreements, texts, replaced, organisations, numbers, signed, each, acted] = await db.batch([
    db.select().from(instruments).orderBy(asc(instruments.position)),
    db.select().from(editions).orderBy(asc(editions.position)),
    db.select().from(replacements).orderBy(asc(replacements.position)),
    db.select().from(bodies).where(where).orderBy(asc(bodies.position)),
    db
      .select()
      .from(identifiers)
      .where(some && inArray(identifiers.body, some))
      .orderBy(asc(identifiers.position)),
    db
      .select()
      .from(signings)
      .where(some && inArray(signings.body, some))
      .orderBy(asc(signings.rank)),
    db
      .select()
      .from(signatures)
      .where(ids && inArray(signatures.signing, ids))
      .orderBy(asc(signatures.position), asc(signatures.number)),
    db
      .select()
      .from(signingActs)
      .where(ids && inArray(signingActs.signing, ids))
      .orderBy(asc(signingActs.position)),
  ])
  return {
    instruments: agreements,
    editions: texts,
    replacements: replaced,
    bodies: organisations,
    identifiers: numbers,
    signings: signed,
    signatures: each,
    signingActs: acted,
  }
}
