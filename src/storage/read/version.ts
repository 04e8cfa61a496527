import type { Database } from '../database.ts'

/**
 * A text that changes with everything that pages for everybody are made of: the log, what of it is published, and when the
 * views were last made anew. Every answer waits for it, so it goes to the driver as it is.
 */
export async function findVersion(db: Database): Promise<string> {
  const { rows } = await db.$client.execute(`SELECT (SELECT max(position) FROM entries) AS entry,
    (SELECT max(size) FROM checkpoints) AS published, (SELECT max(made) FROM projections) AS made`)
  return JSON.stringify(Array.from(rows[0] ?? []))
}
