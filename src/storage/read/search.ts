import { and, asc, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import type { Kind, Sector } from '../../core/body-kind.ts'
import { readIdentifiers } from '../../core/identifier.ts'
import { isSlip, shapesOf } from '../../core/search-words.ts'
import { compareDistances, distanceOf, fits, readAsked, type Asked } from '../../core/search.ts'
import type { Database } from '../database.ts'
import { bodies, bodyNames, bodyWords, identifiers, wordShapes } from '../schema.ts'
import type { Body } from './bodies.ts'

export type BodyFilter = { q?: string | undefined; sector?: Sector | undefined; kind?: Kind | undefined }

/** A body that was found; `fits` says whether all that was typed is in a name or a number of it, slips allowed. */
export type Found = Body & { fits: boolean }

/** How closely words have to agree: as they were typed, or with a slip in each. */
type Closeness = 'exactly' | 'nearly'

/** A word that was typed: the words of the index that it means, one that it may begin, and how many bodies have one of them. */
type Term = Record<Closeness, readonly string[]> & { begins: string | undefined; bodies: number }

/** What was typed, as the index understands it. */
type Sought = { asked: Asked; numbers: readonly string[]; terms: readonly Term[] }

/** So many bodies are weighed: the index puts those with the shortest names first. */
const weighed = 100

/** Counting goes no further: it only has to tell a rare word from a common one. */
const common = 2000

/** The bodies nearest to what was typed, the nearest first; equally near ones by name. */
export async function searchBodies(
  db: Database,
  filter: BodyFilter & { q: string },
  limit: number,
): Promise<readonly Found[]> {
  const { asked, numbers, terms } = await readSought(db, filter.q)
  const kindly = ofKind(filter)
  const known = terms.filter((term) => term.bodies > 0).toSorted((a, b) => a.bodies - b.bodies)
  // With a word too many, or one that nobody has, the rarest of the others say most.
  const alone = known.slice(0, 2).filter((term) => term.bodies < common)
  const groups = [known, ...alone.map((term) => [term])].filter((group) => group.length > 0)
  const found = await db
    .select({
      body: bodies,
      names: listed(sql`SELECT name AS value FROM ${bodyNames} WHERE body_names.body = bodies.id
        ORDER BY body_names.position DESC, language <> 'en', language`),
      numbers: listed(sql`SELECT identifier AS value FROM ${identifiers} WHERE identifiers.body = bodies.id
        AND ended_on IS NULL ORDER BY identifier`),
      numbered: sql`${numbered(numbers)}`.mapWith(Boolean),
    })
    .from(bodies)
    .where(
      and(
        or(numbered(numbers), ...groups.map((group) => sql`${bodies.position} IN ${shortestWith(group, kindly)}`)),
        kindly,
      ),
    )
    .orderBy(asc(bodies.folded), asc(bodies.slug))
  return found
    .map((one) => ({ ...one, distance: distanceOf(asked, one) }))
    .toSorted((a, b) => compareDistances(a.distance, b.distance))
    .slice(0, limit)
    .map((one) => ({ ...one.body, identifiers: one.numbers, fits: fits(one.distance) }))
}

/**
 * The condition that a filter puts on bodies. All that was typed has to be in their names and numbers as it was typed; slips
 * count only where there is no such body.
 */
export async function matching(db: Database, { q, ...rest }: BodyFilter): Promise<SQL | undefined> {
  const kindly = ofKind(rest)
  if (!q) return kindly
  const sought = await readSought(db, q)
  const exactly = and(meeting(sought, 'exactly'), kindly)
  const [found] = await db.select({ id: bodies.id }).from(bodies).where(exactly).limit(1)
  return found ? exactly : and(meeting(sought, 'nearly'), kindly)
}

/** Looks up what the words that were typed may mean, in one round trip. */
async function readSought(db: Database, q: string): Promise<Sought> {
  const asked = readAsked(q)
  const { words } = asked
  const last = words.at(-1)
  const shapes = words.flatMap(shapesOf)
  const [near, beginning] = await db.batch([
    db
      .selectDistinct({ word: wordShapes.word, bodies: bodiesWith })
      .from(wordShapes)
      .where(inArray(wordShapes.shape, shapes)),
    db.select({ bodies: sql<number>`count(*)` }).from(
      db
        .select({ word: bodyWords.word })
        .from(bodyWords)
        .where(begunBy(last ?? ''))
        .limit(common)
        .as('begun'),
    ),
  ])
  const terms = words.map((word): Term => {
    const exactly = near.filter((one) => one.word === word)
    const slips = near.filter((one) => isSlip(word, one.word))
    const begins = word === last ? word : undefined
    const counts = [...exactly, ...slips, ...(begins ? beginning : [])]
    return {
      exactly: exactly.map((one) => one.word),
      nearly: [...exactly, ...slips].map((one) => one.word),
      begins,
      bodies: counts.reduce((sum, one) => sum + one.bodies, 0),
    }
  })
  // A word that nobody has is missing everywhere; it orders nothing.
  const weights = terms.map((term) => (term.bodies === 0 ? 1 : Math.log2(1 + common / term.bodies)))
  return { asked: { ...asked, weights }, numbers: readIdentifiers(q), terms }
}

/**
 * A condition on bodies: one of their numbers was typed, or every word is in their names. One list of places, that begins
 * with the rarest word: with two lists, SQLite would rather look at every body there is.
 */
function meeting({ numbers, terms }: Sought, closeness: Closeness): SQL {
  const withNumber = sql`SELECT position FROM ${bodies} WHERE ${numbered(numbers)}`
  const [rarest, ...others] = terms.toSorted((a, b) => a.bodies - b.bodies)
  if (!rarest) return sql`${bodies.position} IN (${withNumber})`
  const words = and(meant(rarest, closeness), ...others.map((term) => having(term, sql`found.body`, closeness)))
  return sql`${bodies.position} IN (${withNumber} UNION SELECT body FROM ${bodyWords} AS found WHERE ${words})`
}

/** A condition on bodies: their sector and kind. */
function ofKind({ sector, kind }: Pick<BodyFilter, 'sector' | 'kind'>): SQL | undefined {
  return and(sector && eq(bodies.sector, sector), kind && eq(bodies.kind, kind))
}

function numbered(numbers: readonly string[]): SQL {
  return sql`${bodies.id} IN (SELECT body FROM ${identifiers} WHERE ${inArray(identifiers.identifier, [...numbers])})`
}

/** The bodies with all these words whose names are the shortest, found by the first, which is the rarest. */
function shortestWith([rarest, ...others]: readonly Term[], kindly: SQL | undefined): SQL {
  const where = and(
    rarest && meant(rarest, 'nearly'),
    ...others.map((term) => having(term, sql`found.body`, 'nearly')),
    kindly && sql`EXISTS (SELECT 1 FROM ${bodies} WHERE bodies.position = found.body AND ${kindly})`,
  )
  return sql`(SELECT body FROM ${bodyWords} AS found WHERE ${where} ORDER BY size, body LIMIT ${weighed})`
}

function having(term: Term, body: SQL, closeness: Closeness): SQL {
  return sql`EXISTS (SELECT 1 FROM ${bodyWords} AS also WHERE also.body = ${body} AND ${meant(term, closeness)})`
}

function meant(term: Term, closeness: Closeness): SQL {
  const words = sql`word IN (${sql.join(
    term[closeness].map((word) => sql`${word}`),
    sql`, `,
  )})`
  if (!term.begins) return words
  const begun = begunBy(term.begins)
  // An empty list beside it would keep SQLite from the index.
  return term[closeness].length > 0 ? sql`(${words} OR ${begun})` : begun
}

function begunBy(beginning: string): SQL {
  return sql`(word >= ${beginning} AND word < ${`${beginning}\u{10ffff}`})`
}

const bodiesWith = sql<number>`(SELECT count(*) FROM
  (SELECT 1 FROM ${bodyWords} AS counted WHERE counted.word = word_shapes.word LIMIT ${common}))`

function listed(rows: SQL) {
  return sql`(SELECT json_group_array(value) FROM (${rows}))`.mapWith((text: string): readonly string[] =>
    JSON.parse(text),
  )
}
