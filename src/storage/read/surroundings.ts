import { eq, sql } from 'drizzle-orm'
import { parseLeaf } from '../../core/entry.ts'
import { signingOf } from '../../core/project-erasure.ts'
import type { Recorded } from '../../core/recorded.ts'
import { projectAll } from '../../core/projection.ts'
import type { SlugNoun } from '../../core/views.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { entries, instruments, register, signings } from '../schema.ts'
import { bytesOf } from './entries.ts'

type Wanted = { noun: SlugNoun; slug: string }

// The engine refuses an expression of a thousand parts, and an import may ask for thousands of slugs.
const most = 400

/**
 * The changes that entries make to the views as they are, of which nothing is read that these entries do not ask for. Slugs
 * may be taken to be free without a look: the tables object to one that is not.
 */
export async function projectOnto(db: Database, recorded: readonly Recorded[], slugs: 'hoped' | 'known') {
  const families = new Set<string>()
  const holders = new Map<string, Uuid>()
  const about = new Map<number, Uuid | undefined>()
  let ranks: Ranks | undefined
  let names: ReadonlyMap<Uuid, string> | undefined
  for (;;) {
    const asked = { ranks: false, names: false, slugs: new Map<string, Wanted>(), entries: new Set<number>() }
    const rank = (): Ranks => {
      asked.ranks = ranks === undefined
      return ranks ?? { prefix: '', signings: 0 }
    }
    const changes = projectAll(recorded, {
      get prefix() {
        return rank().prefix
      },
      get signings() {
        return rank().signings
      },
      holderOf: (noun, slug) => {
        const name = `${noun}/${slug}`
        const looked = families.has(name) || families.has(name.replace(/-[0-9]+$/, ''))
        if (slugs === 'known' && !looked) asked.slugs.set(name, { noun, slug })
        return holders.get(name)
      },
      nameOf: (id) => {
        asked.names = names === undefined
        return names?.get(id) ?? ''
      },
      signingAt: (position) => {
        if (!about.has(position)) asked.entries.add(position)
        return about.get(position)
      },
    })
    if (!asked.ranks && !asked.names && asked.slugs.size + asked.entries.size === 0) return changes

    if (asked.ranks) ranks = await findRanks(db)
    if (asked.names) names = await listInstrumentNames(db)
    const wanted = [...asked.slugs.values()]
    for (let n = 0; n < wanted.length; n += most) {
      const taken = await listFamilies(db, wanted.slice(n, n + most))
      for (const { noun, slug, id } of taken) holders.set(`${noun}/${slug}`, id)
    }
    for (const name of asked.slugs.keys()) families.add(name)
    for (const position of asked.entries) about.set(position, await findSigningAt(db, position))
  }
}

type Ranks = { prefix: string; signings: number }

/** What references begin with, and how many are given out: ranks have no gaps. */
export async function findRanks(db: Database): Promise<Ranks> {
  const given = sql<number>`(SELECT coalesce(max(${signings.rank}), 0) FROM ${signings})`
  const [row] = await db.select({ prefix: register.prefix, signings: given }).from(register)
  return row ?? { prefix: '', signings: 0 }
}

async function listInstrumentNames(db: Database): Promise<ReadonlyMap<Uuid, string>> {
  const rows = await db.select({ id: instruments.id, name: instruments.name }).from(instruments)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function findSigningAt(db: Database, position: number): Promise<Uuid | undefined> {
  const [row] = await db.select({ leaf: entries.leaf }).from(entries).where(eq(entries.position, position))
  return row && signingOf(parseLeaf(bytesOf(row.leaf)))
}

/** Slugs and what has grown out of them: `vale`, `vale-2`, `vale-3` … */
function listFamilies(db: Database, wanted: readonly Wanted[]) {
  const families = wanted.map(
    // `:` is the character after `9`.
    ({ noun, slug }) =>
      sql`(noun = ${noun} AND (slug = ${slug} OR (slug >= ${`${slug}-0`} AND slug < ${`${slug}-:`})))`,
  )
  return db.all<Wanted & { id: Uuid }>(sql`SELECT noun, slug, id FROM slugs WHERE ${sql.join(families, sql` OR `)}`)
}
