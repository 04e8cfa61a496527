import { asc, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { entries, signings, slugs } from '../schema.ts'

/** What has an address of its own: every slug, former ones too, and every reference with the entry that it is of. */
export async function listNamed(db: Database): Promise<{
  bodies: readonly string[]
  editions: readonly string[]
  signings: readonly { reference: string; position: number }[]
}> {
  const slugsOf = (noun: 'body' | 'edition') =>
    db.select({ slug: slugs.slug }).from(slugs).where(eq(slugs.noun, noun)).orderBy(asc(slugs.slug))
  const [bodies, editions, references] = await db.batch([
    slugsOf('body'),
    slugsOf('edition'),
    db
      .select({ reference: signings.reference, position: signings.position })
      .from(signings)
      .orderBy(asc(signings.rank)),
  ])
  return { bodies: bodies.map(({ slug }) => slug), editions: editions.map(({ slug }) => slug), signings: references }
}

/** The positions of the entries that something was ever disclosed of, below a size. */
export async function listTelling(db: Database, size: number): Promise<readonly number[]> {
  const rows = await db
    .select({ position: entries.position })
    .from(entries)
    .where(sql`${lt(entries.position, size)} AND json_extract(CAST(${entries.leaf} AS TEXT), '$.sd') IS NOT NULL`)
    .orderBy(asc(entries.position))
  return rows.map(({ position }) => position)
}
