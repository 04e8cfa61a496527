import { sql } from 'drizzle-orm'
import { campaignChanges } from '../campaign-schema.ts'
import type { Database } from '../database.ts'

/**
 * Whatever pages for everybody are made of: the log, what of it is published and since when witnessed, when the views were last
 * made anew, and what became of certificates since they were issued.
 */
export const versionQuery = `SELECT (SELECT max(position) FROM entries) AS entry,
  (SELECT max(size) FROM published) AS published,
  (SELECT max(time) FROM cosignatures WHERE size = (SELECT max(size) FROM published)) AS witnessed,
  (SELECT max(made) FROM projections) AS made, (SELECT max(rowid) FROM certificate_updates) AS prolonged,
  (SELECT max(tried_at) FROM certificate_tries) AS tried`

/** A text that changes with whatever campaigns are counted by: the log, and what is private of them. */
export async function findCampaignVersion(db: Database): Promise<string> {
  const rows = await db.all(sql`SELECT (SELECT max(position) FROM entries) AS entry,
    (SELECT max(made) FROM projections) AS made, (SELECT ${campaignChanges.count} FROM ${campaignChanges}) AS changes`)
  return JSON.stringify(rows)
}

/** A text that changes with all of that. Every answer waits for it, so it goes to the driver as it is. */
export async function findVersion(db: Database): Promise<string> {
  const { rows } = await db.$client.execute(versionQuery)
  return JSON.stringify(Array.from(rows[0] ?? []))
}
