import { and, inArray, isNotNull, lt, or } from 'drizzle-orm'
import { statement, write, type Database } from '../database.ts'
import { acts, approvals, codes, links, mails, sessions, signUps } from '../private-schema.ts'
import { oldSignUps, type Cutoffs } from '../read/retention.ts'

/** Erases what has had its time, in one batch; once more, it finds nothing. Gives back how many rows are gone. */
export async function eraseOld(db: Database, before: Cutoffs): Promise<number> {
  const old = db.select({ id: signUps.id }).from(signUps).where(oldSignUps(before))
  const spent = db.select({ id: links.id }).from(links).where(inArray(links.subject, old))
  const done = await write(db, [
    statement(db.delete(mails).where(or(lt(mails.at, before.mails), inArray(mails.link, spent)))),
    statement(
      db
        .delete(sessions)
        .where(
          or(lt(sessions.expiresAt, before.mails), inArray(sessions.subject, old), inArray(sessions.subject, spent)),
        ),
    ),
    // Wrong tries count for an hour after a code has run out.
    statement(db.delete(codes).where(or(lt(codes.expiresAt, before.mails), inArray(codes.subject, spent)))),
    statement(db.delete(acts).where(inArray(acts.signUp, old))),
    statement(db.delete(approvals).where(inArray(approvals.signUp, old))),
    statement(db.delete(links).where(inArray(links.subject, old))),
    statement(db.delete(signUps).where(oldSignUps(before))),
    statement(
      db
        .update(acts)
        .set({ client: null })
        .where(and(isNotNull(acts.client), lt(acts.at, before.clients))),
    ),
  ])
  return done.reduce((sum, { rowsAffected }) => sum + rowsAffected, 0)
}
