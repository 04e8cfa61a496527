import { and, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { repeats } from '../private-schema.ts'

/** A request that may come again, under the key that whoever asks gave it, and its answer once there is one. */
export type Repeat = typeof repeats.$inferSelect

/** What was asked under a key before. */
export async function findRepeat(db: Database, subject: string, key: string): Promise<Repeat | undefined> {
  const [row] = await db.select().from(repeats).where(isOf({ subject, key }))
  return row
}

/** The condition on rows: of somebody, under a key. */
export function isOf({ subject, key }: Pick<Repeat, 'subject' | 'key'>) {
  return and(eq(repeats.subject, subject), eq(repeats.key, key))
}
