import { asc, inArray, sql } from 'drizzle-orm'
import { asidesOf, type Aside } from '../../core/succession.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { bodies, bodyNames, successions } from '../schema.ts'

/** What is said beside some bodies in a list: their former names, and what came after them. */
export async function listAsides(db: Database, ids: readonly Uuid[]): Promise<ReadonlyMap<Uuid, Aside>> {
  if (ids.length === 0) return new Map()
  const line = sql`(WITH RECURSIVE line (body) AS (
    SELECT value FROM json_each(${JSON.stringify(ids)})
    UNION SELECT successions.successor FROM successions JOIN line ON successions.body = line.body
  ) SELECT body FROM line)`
  const [named, names, next] = await db.batch([
    db
      .select({ id: bodies.id, slug: bodies.slug, name: bodies.name, endedOn: bodies.endedOn })
      .from(bodies)
      .where(sql`${bodies.id} IN ${line}`),
    db
      .select()
      .from(bodyNames)
      .where(inArray(bodyNames.body, [...ids])),
    db
      .select()
      .from(successions)
      .where(sql`${successions.body} IN ${line}`)
      .orderBy(asc(successions.position)),
  ])
  return asidesOf(ids, { bodies: named, bodyNames: names, successions: next })
}
