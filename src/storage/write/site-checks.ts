import { sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import { statement, type Database, type Statement } from '../database.ts'
import { siteChecks } from '../private-schema.ts'
import type { SiteOfBody } from '../read/site-checks.ts'

/** Keeps whether a website answered. It is silent since the first of the questions in a row that it left unanswered. */
export function keepSiteCheck(
  db: Database,
  { body, address }: SiteOfBody,
  { answered, at }: { answered: boolean; at: Instant },
): Statement {
  const still = sql`CASE WHEN ${siteChecks.address} = ${address} THEN coalesce(${siteChecks.failingSince}, ${at}) ELSE ${at} END`
  return statement(
    db
      .insert(siteChecks)
      .values({ body, address, at, failingSince: answered ? null : at })
      .onConflictDoUpdate({ target: siteChecks.body, set: { address, at, failingSince: answered ? null : still } }),
  )
}
