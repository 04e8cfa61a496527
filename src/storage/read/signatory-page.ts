import { and, asc, count, countDistinct, desc, eq, inArray, notInArray, sql, type SQL } from 'drizzle-orm'
import type { FullDay } from '../../core/day.ts'
import type { Order, SignatoryLine } from '../../core/signatory-list.ts'
import { standings } from '../../core/standing.ts'
import type { Database } from '../database.ts'
import { bodies, signings, slugs } from '../schema.ts'
import { countBodiesWhere, listBodiesWhere, type Body } from './bodies.ts'
import { matching } from './search.ts'
import { linesOf, type SignatoryFilter } from './signatories.ts'
import { listStood } from './standings.ts'

/** What the list is asked. Bodies that have not signed have signed nothing, or not the edition that is named. */
export type SignatoryQuestion = {
  filter: SignatoryFilter & { signed?: 'yes' | 'no' | undefined }
  sort: Order
  page: number
  perPage: number
}

/** Signings and, after the last of them, bodies that match and have not signed. */
export type SignatoryPage = {
  lines: readonly SignatoryLine[]
  unsigned: readonly Body[]
  /** On all pages. */
  counts: { signings: number; unsigned: number }
  page: number
  pages: number
}

/** One page of the public list on a day. Unless standing is asked about, the law looks at the bodies of this page alone. */
export async function findSignatoryPage(
  db: Database,
  question: SignatoryQuestion,
  asAt: FullDay,
): Promise<SignatoryPage> {
  const { filter, sort, perPage } = question
  const where = await matching(db, filter)
  const byLaw = filter.signed !== 'no' && (filter.standing !== undefined || sort === 'standing')
  const sorted = byLaw ? await sortStanding(db, question, where, asAt) : undefined
  const unsigned = unsignedOf(db, question, where)
  const signed = await countSigned(db, question, where)
  const counts = {
    signings: filter.signed === 'no' ? 0 : (sorted?.length ?? signed.signings),
    unsigned: unsigned ? (await countBodiesWhere(db, where)) - signed.bodies : 0,
  }
  const pages = Math.max(1, Math.ceil((counts.signings + counts.unsigned) / perPage))
  const page = Math.min(pages, question.page)
  const from = (page - 1) * perPage
  const room = Math.max(0, Math.min(perPage, counts.signings - from))
  const others = { limit: perPage - room, offset: Math.max(0, from - counts.signings) }
  const entries =
    sorted?.slice(from, from + room) ?? (await listEntries(db, question, where, { limit: room, offset: from }))
  return {
    lines: room > 0 ? await linesAt(db, entries, asAt) : [],
    unsigned: unsigned && others.limit > 0 ? await listBodiesWhere(db, unsigned, others) : [],
    counts,
    page,
    pages,
  }
}

/** The condition on bodies that have not signed, where the question is about them. */
function unsignedOf(db: Database, { filter }: SignatoryQuestion, where: SQL | undefined): SQL | undefined {
  const { signed, standing, edition } = filter
  // Whoever asks how signings stand, or who signed an edition, does not ask who has not.
  if (signed === 'yes' || standing || (edition && signed !== 'no')) return undefined
  const have = db.select({ body: signings.body }).from(signings).where(ofEdition(db, filter))
  return and(where, notInArray(bodies.id, have))
}

/** The entries of every signing that stands as asked, in order: the law has looked at all that match. */
async function sortStanding(
  db: Database,
  question: SignatoryQuestion,
  where: SQL | undefined,
  asAt: FullDay,
): Promise<readonly number[]> {
  const [entries, stood] = await Promise.all([listEntries(db, question, where), listStood(db, where, asAt)])
  const stands = new Map(stood.map(({ entry, standing }) => [entry, standing]))
  const { filter, sort } = question
  const asked = filter.standing ? entries.filter((entry) => stands.get(entry) === filter.standing) : entries
  if (sort !== 'standing') return asked
  const groups = Map.groupBy(asked, (entry) => stands.get(entry))
  return standings.flatMap((name) => groups.get(name) ?? [])
}

/** The entries of the signings that match, in order, or by name where the order is that of their standing. */
async function listEntries(
  db: Database,
  { filter, sort }: SignatoryQuestion,
  where: SQL | undefined,
  { limit, offset } = { limit: -1, offset: 0 },
): Promise<readonly number[]> {
  const found = db.select({ entry: signings.position })
  const rows =
    sort === 'newest' || sort === 'oldest'
      ? found
          .from(signings)
          .innerJoin(bodies, eq(bodies.id, signings.body))
          .where(and(where, ofEdition(db, filter)))
          .orderBy(...days[sort])
      : // Bodies first: the index of their names is the order of the list.
        found
          .from(bodies)
          .crossJoin(signings)
          .where(and(eq(signings.body, bodies.id), where, ofEdition(db, filter)))
          .orderBy(asc(bodies.folded), asc(bodies.slug), asc(signings.rank))
  return (await rows.limit(limit).offset(offset)).map(({ entry }) => entry)
}

/** A day that nobody recorded comes last either way. */
const days = {
  newest: [desc(signings.signedOn), desc(signings.rank)],
  oldest: [sql`${signings.signedOn} IS NULL`, asc(signings.signedOn), asc(signings.rank)],
}

/** How many signings match, and of how many bodies they are. */
async function countSigned(db: Database, { filter }: SignatoryQuestion, where: SQL | undefined) {
  const all = db
    .select({ signings: count(), bodies: countDistinct(signings.body) })
    .from(signings)
    .$dynamic()
  // Where nothing is asked of the bodies, none of them has to be looked at.
  const own = where ? all.innerJoin(bodies, eq(bodies.id, signings.body)) : all
  const [row] = await own.where(and(where, ofEdition(db, filter)))
  return row ?? { signings: 0, bodies: 0 }
}

/** The lines of some entries, in their order. */
async function linesAt(db: Database, entries: readonly number[], asAt: FullDay): Promise<readonly SignatoryLine[]> {
  const signed = db
    .select({ body: signings.body })
    .from(signings)
    .where(inArray(signings.position, [...entries]))
  const lines = new Map((await linesOf(db, inArray(bodies.id, signed), asAt)).map((line) => [line.entry, line]))
  return entries.flatMap((entry) => lines.get(entry) ?? [])
}

function ofEdition(db: Database, { edition }: SignatoryFilter): SQL | undefined {
  if (!edition) return undefined
  const named = and(eq(slugs.noun, 'edition'), eq(slugs.slug, edition))
  return inArray(signings.edition, db.select({ id: slugs.id }).from(slugs).where(named))
}
