import { and, asc, eq, gt, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { siteChecks } from '../private-schema.ts'
import { bodies } from '../schema.ts'

/** A website, and whose it is. */
export type SiteOfBody = { body: Uuid; address: string }

/** How many websites have been asked since an instant. */
export async function countChecked(db: Database, since: Instant): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`count(*)` })
    .from(siteChecks)
    .where(gt(siteChecks.at, since))
  return row?.total ?? 0
}

/** Websites of bodies that have not ended, that were not asked since an instant; first those that never were. */
export async function listUnchecked(db: Database, since: Instant, most: number): Promise<readonly SiteOfBody[]> {
  const due = or(isNull(siteChecks.at), lt(siteChecks.at, since), ne(siteChecks.address, bodies.website))
  const rows = await db
    .select({ body: bodies.id, address: bodies.website })
    .from(bodies)
    .leftJoin(siteChecks, eq(siteChecks.body, bodies.id))
    .where(and(isNotNull(bodies.website), isNull(bodies.endedOn), due))
    .orderBy(asc(sql`coalesce(${siteChecks.at}, '')`), asc(bodies.position))
    .limit(most)
  return rows.flatMap(({ body, address }) => (address === null ? [] : [{ body, address }]))
}

/** Websites that have not answered since an instant or longer, the longest first. */
export async function listSilentSites(db: Database, since: Instant) {
  return db
    .select({
      slug: bodies.slug,
      name: bodies.name,
      website: siteChecks.address,
      failingSince: siteChecks.failingSince,
      at: siteChecks.at,
    })
    .from(siteChecks)
    .innerJoin(bodies, and(eq(bodies.id, siteChecks.body), eq(bodies.website, siteChecks.address)))
    .where(and(lt(siteChecks.failingSince, since), isNull(bodies.endedOn)))
    .orderBy(asc(siteChecks.failingSince), asc(bodies.slug))
}
