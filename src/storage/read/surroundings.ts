import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { parseLeaf } from '../../core/entry.ts'
import { signingOf } from '../../core/project-erasure.ts'
import type { Surroundings } from '../../core/surroundings.ts'
import type { SlugNoun } from '../../core/views.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { entries, instruments, register, signings, slugs } from '../schema.ts'
import { bytesOf } from './entries.ts'

type Wanted = { noun: SlugNoun; slug: string }

// The engine refuses an expression of a thousand parts, and an import may ask for thousands of slugs.
const most = 400

/** What a projection has to know of the views, with those slugs that a wanted one could clash with, and the entries it asks for. */
export async function loadSurroundings(
  db: Database,
  wanted: readonly Wanted[],
  asked: readonly number[] = [],
): Promise<Surroundings> {
  const [registers, names, ranks, leaves] = await db.batch([
    db.select({ prefix: register.prefix }).from(register),
    db.select({ id: instruments.id, name: instruments.name }).from(instruments),
    db.select({ count: sql<number>`count(*)` }).from(signings),
    db
      .select({ position: entries.position, leaf: entries.leaf })
      .from(entries)
      .where(inArray(entries.position, [...asked])),
  ])
  const holders = new Map<string, Uuid>()
  for (let n = 0; n < wanted.length; n += most) {
    const taken = await listFamilies(db, wanted.slice(n, n + most))
    for (const { noun, slug, id } of taken) holders.set(`${noun}/${slug}`, id)
  }
  const about = new Map(leaves.map(({ position, leaf }) => [position, signingOf(parseLeaf(bytesOf(leaf)))]))
  const nameById = new Map(names.map(({ id, name }) => [id, name]))
  return {
    prefix: registers[0]?.prefix ?? '',
    signings: ranks[0]?.count ?? 0,
    holderOf: (noun, slug) => holders.get(`${noun}/${slug}`),
    nameOf: (id) => nameById.get(id) ?? '',
    signingAt: (position) => about.get(position),
  }
}

/** Slugs and what has grown out of them: `vale`, `vale-2`, `vale-3` … */
function listFamilies(db: Database, wanted: readonly Wanted[]) {
  const families = wanted.map(({ noun, slug }) =>
    and(eq(slugs.noun, noun), sql`(${slugs.slug} = ${slug} OR ${slugs.slug} GLOB ${`${slug}-[0-9]*`})`),
  )
  return db
    .select()
    .from(slugs)
    .where(or(...families))
}
