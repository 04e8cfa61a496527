import { desc, lt, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { published } from '../schema.ts'
import { policies } from '../witness-schema.ts'

/** The text of the policy that was logged last, if ever one was. */
export async function findPolicyText(db: Database): Promise<string | undefined> {
  return findLast(db, undefined)
}

/** The text of the policy that was logged last among the entries that the world may see. */
export async function findPublishedPolicyText(db: Database): Promise<string | undefined> {
  return findLast(db, lt(policies.position, sql`(SELECT max(${published.size}) FROM ${published})`))
}

async function findLast(db: Database, which: SQL | undefined): Promise<string | undefined> {
  const query = db.select({ text: policies.text }).from(policies).where(which)
  const [row] = await query.orderBy(desc(policies.position)).limit(1)
  return row?.text
}
