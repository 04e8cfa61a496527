import { and, desc, eq, inArray, lt, sql, type SQL } from 'drizzle-orm'
import { union } from 'drizzle-orm/sqlite-core'
import { changeTypes, tellChange, type Change, type ChangeType } from '../../core/change.ts'
import type { Recorded } from '../../core/recorded.ts'
import type { Rows } from '../../core/replay.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Views } from '../../core/views.ts'
import type { Database } from '../database.ts'
import { bodies, bodyNames, entries, predecessors, replacements, signings, successions } from '../schema.ts'
import { editionName, listEditions, type Edition } from './editions.ts'
import { listRecorded } from './entries.ts'

// The first two word for word as drizzle/0003_changes.sql indexes them.
const bodyOfLeaf = sql`json_extract(CAST(${entries.leaf} AS TEXT), '$.body')`
const signingOfLeaf = sql`json_extract(CAST(${entries.leaf} AS TEXT), '$.signing')`
/** The type of an entry, as the database reads it from the leaf. */
export const typeOfLeaf = sql`json_extract(CAST(${entries.leaf} AS TEXT), '$.type')`

/** What is not news: somebody put a detail right. */
const quiet: readonly ChangeType[] = ['body.corrected', 'signing.corrected']
const news = changeTypes.filter((type) => !quiet.includes(type))

/**
 * The latest changes, the newest first; `before` goes on from an entry, and `next` says from which one the following page
 * does, where there is one.
 */
export async function listLatestChanges(
  db: Database,
  most: number,
  before?: number,
): Promise<{ changes: readonly Change[]; next: number | null }> {
  // One more than is told shows whether the list goes on.
  const latest = await db
    .select({ position: entries.position })
    .from(entries)
    .where(and(inArray(typeOfLeaf, news), before === undefined ? undefined : lt(entries.position, before)))
    .orderBy(desc(entries.position))
    .limit(most + 1)
  const positions = latest.slice(0, most).map(({ position }) => position)
  const changes = (await listChanges(db, inArray(entries.position, positions))).toReversed()
  return { changes, next: latest.length > most ? (positions.at(-1) ?? null) : null }
}

// Word for word as drizzle/0012_life.sql indexes it.
const ofEditions = sql`json_extract(CAST(${entries.leaf} AS TEXT), '$.type') IN ('edition.published', 'edition.corrected', 'edition.extended')`

/** All that happened to editions, in the order of the log; of as much of it as is looked at. */
export async function listEditionChanges(db: Database, size?: number): Promise<readonly Change[]> {
  return listChanges(db, and(ofEditions, size === undefined ? undefined : lt(entries.position, size)))
}

/** All that happened to a body and its signings, and what replaced the editions it signed, in the order of the log. */
export async function listChangesOf(db: Database, body: Uuid): Promise<readonly Change[]> {
  // The plus takes the column's affinity away, which would keep the index of an expression from being used.
  const ownSignings = db
    .select({ id: sql`+${signings.id}` })
    .from(signings)
    .where(eq(signings.body, body))
  const signed = db.select({ edition: signings.edition }).from(signings).where(eq(signings.body, body))
  const entriesWhere = (where: SQL) => db.select({ position: entries.position }).from(entries).where(where)
  // One index each: conditions joined by OR would read the whole log.
  const about = union(
    entriesWhere(eq(entries.id, body)),
    entriesWhere(eq(bodyOfLeaf, body)),
    entriesWhere(inArray(signingOfLeaf, ownSignings)),
    db.select({ position: successions.position }).from(successions).where(eq(successions.successor, body)),
    db.select({ position: predecessors.position }).from(predecessors).where(eq(predecessors.predecessor, body)),
    db.select({ position: replacements.position }).from(replacements).where(inArray(replacements.replaces, signed)),
  )
  return listChanges(db, inArray(entries.position, about))
}

/** What the entry at a position changed; undefined where it changed nothing that the public looks at. */
export async function findChange(db: Database, position: number): Promise<Change | undefined> {
  const [change] = await listChanges(db, eq(entries.position, position))
  return change
}

async function listChanges(db: Database, which: SQL | undefined): Promise<readonly Change[]> {
  const [recorded, editions] = await Promise.all([listRecorded(db, which), listEditions(db)])
  const ids = recorded.flatMap(({ entry }) => idsOf(entry))
  const held = await db.select().from(signings).where(inArray(signings.id, ids))
  const bodyIds = [...ids, ...held.map(({ body }) => body)]
  const [rows, names] = await db.batch([
    db.select({ id: bodies.id, slug: bodies.slug, name: bodies.name }).from(bodies).where(inArray(bodies.id, bodyIds)),
    db.select().from(bodyNames).where(inArray(bodyNames.body, bodyIds)),
  ])
  return changesIn(recorded, { bodies: rows, bodyNames: names, signings: held, editions })
}

/** Some entries as changes, told with what they point to. */
export function changesIn(
  recorded: readonly Recorded[],
  pointed: Rows<'bodyNames' | 'signings'> & {
    bodies: readonly Pick<Views['bodies'], 'id' | 'slug' | 'name'>[]
    editions: readonly Edition[]
  },
): readonly Change[] {
  const bodyById = new Map(pointed.bodies.map((body) => [body.id, body]))
  const namesOf = Map.groupBy(pointed.bodyNames, ({ body }) => body)
  const editionById = new Map(pointed.editions.map((edition) => [edition.id, edition]))
  const signingById = new Map(pointed.signings.map((signing) => [signing.id, signing]))
  const told = {
    bodyOf: (id: Uuid) => {
      const body = bodyById.get(id)
      return body && { ...body, names: namesOf.get(id) ?? [] }
    },
    editionOf: (id: Uuid) => {
      const edition = editionById.get(id)
      return edition && { slug: edition.slug, name: editionName(edition) }
    },
    signingOf: (id: Uuid) => signingById.get(id),
  }
  return recorded.flatMap((one) => tellChange(one, told) ?? [])
}

/** Everything that an entry may point to, bodies and signings alike. */
function idsOf(entry: Recorded['entry']): readonly Uuid[] {
  const body = 'body' in entry ? [entry.body] : []
  const signing = 'signing' in entry ? [entry.signing] : []
  const successors = entry.type === 'body.ended' ? (entry.successors ?? []).map((one) => one.body) : []
  const before = entry.type === 'body.registered' ? (entry.predecessors ?? []) : []
  return [entry.id, ...body, ...signing, ...successors, ...before]
}
