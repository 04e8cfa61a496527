import { desc } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { policies } from '../witness-schema.ts'

/** The text of the policy that was logged last, if ever one was. */
export async function findPolicyText(db: Database): Promise<string | undefined> {
  const [row] = await db.select({ text: policies.text }).from(policies).orderBy(desc(policies.position)).limit(1)
  return row?.text
}
