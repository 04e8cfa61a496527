import { and, asc, count, eq, inArray, type SQL } from 'drizzle-orm'
import type { BodyCount } from '../../core/coverage.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Views } from '../../core/views.ts'
import type { Database } from '../database.ts'
import { bodies, bodyNames, identifiers, predecessors, slugs, successions } from '../schema.ts'
import { matching, type BodyFilter } from './search.ts'

/** A body with its identifiers that have not ended. */
export type Body = Views['bodies'] & { identifiers: readonly string[] }

/** What a body came from: how it came after it, where the end of that one says so. */
type Origin = { body: Uuid; relation: Views['successions']['relation'] | null }

/** A body with everything it was called, what came after it, and what it came from itself. */
export type BodyRecord = Body & {
  names: readonly Views['bodyNames'][]
  successors: readonly Views['successions'][]
  origins: readonly Origin[]
}

/** Bodies by name, with all that was typed; a page or all. */
export async function listBodies(
  db: Database,
  filter: BodyFilter,
  place?: { limit: number; offset: number },
): Promise<readonly Body[]> {
  return listBodiesWhere(db, await matching(db, filter), place)
}

/** How many bodies there are with all that was typed. */
export async function countBodies(db: Database, filter: BodyFilter): Promise<number> {
  return countBodiesWhere(db, await matching(db, filter))
}

/** How many bodies there are of each kind, by the days on which they began and ended. */
export async function countBodiesByKind(db: Database): Promise<readonly BodyCount[]> {
  const { kind, startedOn, endedOn } = bodies
  return db.select({ kind, startedOn, endedOn, count: count() }).from(bodies).groupBy(kind, startedOn, endedOn)
}

/** How many bodies meet a condition. */
export async function countBodiesWhere(db: Database, where: SQL | undefined): Promise<number> {
  const [row] = await db.select({ total: count() }).from(bodies).where(where)
  return row?.total ?? 0
}

/** Bodies by name; of those that meet a condition, a page or all. */
export async function listBodiesWhere(
  db: Database,
  where: SQL | undefined,
  { limit, offset } = { limit: -1, offset: 0 },
): Promise<readonly Body[]> {
  const named = [asc(bodies.folded), asc(bodies.slug)]
  const ids = db
    .select({ id: bodies.id })
    .from(bodies)
    .where(where)
    .orderBy(...named)
    .limit(limit)
    .offset(offset)
  const [rows, numbers] = await db.batch([
    db
      .select()
      .from(bodies)
      .where(inArray(bodies.id, ids))
      .orderBy(...named),
    db.select().from(identifiers).where(inArray(identifiers.body, ids)).orderBy(asc(identifiers.identifier)),
  ])
  const numbersOf = Map.groupBy(numbers, ({ body }) => body)
  return rows.map((row) => withIdentifiers(row, numbersOf.get(row.id) ?? []))
}

/** The body that a slug names now or named once. */
export async function findBody(db: Database, slug: string): Promise<BodyRecord | undefined> {
  const [row] = await db
    .select()
    .from(slugs)
    .where(and(eq(slugs.noun, 'body'), eq(slugs.slug, slug)))
  return row && findBodyById(db, row.id)
}

/** The body with an id. */
export async function findBodyById(db: Database, id: Uuid): Promise<BodyRecord | undefined> {
  const [rows, names, numbers, next, ended, made] = await db.batch([
    db.select().from(bodies).where(eq(bodies.id, id)),
    db.select().from(bodyNames).where(eq(bodyNames.body, id)).orderBy(asc(bodyNames.position), asc(bodyNames.language)),
    db.select().from(identifiers).where(eq(identifiers.body, id)).orderBy(asc(identifiers.identifier)),
    db.select().from(successions).where(eq(successions.body, id)).orderBy(asc(successions.position)),
    db.select().from(successions).where(eq(successions.successor, id)).orderBy(asc(successions.position)),
    db.select().from(predecessors).where(eq(predecessors.body, id)).orderBy(asc(predecessors.predecessor)),
  ])
  const [row] = rows
  return row && { ...withIdentifiers(row, numbers), names, successors: next, origins: originsOf(ended, made) }
}

/** What a body came from, each once: as the ends of those say, and as its own entry does. */
export function originsOf(
  ended: readonly Views['successions'][],
  made: readonly Views['predecessors'][],
): readonly Origin[] {
  const told = ended.map(({ body, relation }): Origin => ({ body, relation }))
  const others = made.filter(({ predecessor }) => !told.some(({ body }) => body === predecessor))
  return [...told, ...others.map(({ predecessor }) => ({ body: predecessor, relation: null }))]
}

/** Every number of a body, those that have ended too. */
export async function listIdentifiersOf(db: Database, body: Uuid): Promise<readonly Views['identifiers'][]> {
  return db.select().from(identifiers).where(eq(identifiers.body, body)).orderBy(asc(identifiers.identifier))
}

/** The name of a body that has one of these identifiers, or had. */
export async function findNameByIdentifier(db: Database, wanted: readonly string[]): Promise<string | undefined> {
  const [row] = await db
    .select({ name: bodies.name })
    .from(identifiers)
    .innerJoin(bodies, eq(bodies.id, identifiers.body))
    .where(inArray(identifiers.identifier, [...wanted]))
  return row?.name
}

/** A body with those of its identifiers that have not ended. */
export function withIdentifiers(row: Views['bodies'], numbers: readonly Views['identifiers'][]): Body {
  return { ...row, identifiers: numbers.filter(({ endedOn }) => endedOn === null).map(({ identifier }) => identifier) }
}
