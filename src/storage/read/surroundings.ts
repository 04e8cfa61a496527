import { and, eq, or, sql } from 'drizzle-orm'
import type { Surroundings } from '../../core/surroundings.ts'
import type { SlugNoun } from '../../core/views.ts'
import type { Database } from '../database.ts'
import { instruments, register, signings, slugs } from '../schema.ts'

/** What a projection has to know of the views, with those slugs that a wanted one could clash with. */
export async function loadSurroundings(
  db: Database,
  wanted: readonly { noun: SlugNoun; slug: string }[],
): Promise<Surroundings> {
  const families = wanted.map(({ noun, slug }) =>
    and(eq(slugs.noun, noun), sql`(${slugs.slug} = ${slug} OR ${slugs.slug} GLOB ${`${slug}-[0-9]*`})`),
  )
  const [registers, names, ranks, taken] = await db.batch([
    db.select({ prefix: register.prefix }).from(register),
    db.select({ id: instruments.id, name: instruments.name }).from(instruments),
    db.select({ count: sql<number>`count(*)` }).from(signings),
    db
      .select({ noun: slugs.noun, slug: slugs.slug, id: slugs.id })
      .from(slugs)
      .where(or(...families) ?? sql`0`),
  ])
  const holders = new Map(taken.map(({ noun, slug, id }) => [`${noun}/${slug}`, id]))
  const nameById = new Map(names.map(({ id, name }) => [id, name]))
  return {
    prefix: registers[0]?.prefix ?? '',
    signings: ranks[0]?.count ?? 0,
    holderOf: (noun, slug) => holders.get(`${noun}/${slug}`),
    nameOf: (id) => nameById.get(id) ?? '',
  }
}
