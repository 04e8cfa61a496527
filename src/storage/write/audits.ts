import { ne } from 'drizzle-orm'
import { statement, write, type Database } from '../database.ts'
import type { Audit } from '../read/audits.ts'
import { audits } from '../schema.ts'

/** Keeps how far the audit of a day has come; once it is finished, no earlier one is wanted. */
export async function keepAudit(db: Database, { day, position, finishedAt }: Audit): Promise<void> {
  await write(db, [
    statement(
      db
        .insert(audits)
        .values({ day, position, finishedAt })
        .onConflictDoUpdate({ target: audits.day, set: { position, finishedAt } }),
    ),
    ...(finishedAt ? [statement(db.delete(audits).where(ne(audits.day, day)))] : []),
  ])
}
