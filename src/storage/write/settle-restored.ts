import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import { statement, write, type Database } from '../database.ts'
import { codes, links, mails, sessions } from '../private-schema.ts'

/**
 * Ends what an older database would do a second time: sessions, codes and one-time links that were used or ended since, and
 * mails that may have been sent since.
 */
export async function settleRestored(db: Database, at: Instant): Promise<void> {
  const once = and(eq(links.purpose, 'desk'), isNull(links.spentAt))
  await write(db, [
    statement(db.update(sessions).set({ endedAt: at }).where(isNull(sessions.endedAt))),
    statement(db.update(codes).set({ spentAt: at }).where(isNull(codes.spentAt))),
    statement(db.update(links).set({ spentAt: at }).where(once)),
    statement(
      db
        .update(mails)
        .set({ dueAt: null, deadAt: at, trouble: 'put-back' })
        .where(and(isNotNull(mails.dueAt), isNull(mails.sentAt))),
    ),
  ])
}
