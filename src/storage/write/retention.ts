import { and, inArray, isNotNull, lt, or, type SQL } from 'drizzle-orm'
import { statement, write, type Database, type Statement } from '../database.ts'
import {
  acts,
  approvals,
  challenges,
  codes,
  links,
  mails,
  repeats,
  reports,
  scans,
  sessions,
  signUps,
  tokens,
  trail,
} from '../private-schema.ts'
import { attendances, events } from '../event-schema.ts'
import { type Cutoffs, oldDeskLinks, oldEvents, oldReports, oldSignUps } from '../read/retention.ts'
import { eraseOldCampaigns } from './campaign-erasure.ts'

/** Erases what has had its time, in one batch; once more, it finds nothing. Gives back how many rows are gone. */
export async function eraseOld(db: Database, before: Cutoffs): Promise<number> {
  const over = db.select({ id: events.id }).from(events).where(oldEvents(before))
  const done = await write(db, [
    statement(db.delete(mails).where(lt(mails.at, before.mails))),
    statement(db.delete(reports).where(oldReports(before))),
    statement(db.delete(links).where(oldDeskLinks(before))),
    statement(db.delete(sessions).where(lt(sessions.expiresAt, before.mails))),
    // Wrong tries count for an hour after a code has run out.
    statement(db.delete(codes).where(lt(codes.expiresAt, before.mails))),
    statement(db.delete(repeats).where(lt(repeats.at, before.repeats))),
    statement(db.delete(tokens).where(lt(tokens.expiresAt, before.mails))),
    statement(db.delete(challenges).where(lt(challenges.expiresAt, before.repeats))),
    statement(db.delete(trail).where(lt(trail.at, before.desk))),
    ...eraseOldCampaigns(db, before),
    statement(db.delete(attendances).where(inArray(attendances.event, over))),
    statement(db.delete(events).where(oldEvents(before))),
    ...eraseSignUps(db, oldSignUps(before)),
    statement(
      db
        .update(acts)
        .set({ client: null })
        .where(and(isNotNull(acts.client), lt(acts.at, before.clients))),
    ),
  ])
  return done.reduce((sum, { rowsAffected }) => sum + rowsAffected, 0)
}

/** Erases the sign-ups that meet a condition, with everything that belongs to them. */
export function eraseSignUps(db: Database, which: SQL | undefined): readonly Statement[] {
  const gone = db.select({ id: signUps.id }).from(signUps).where(which)
  const theirs = db.select({ id: links.id }).from(links).where(inArray(links.subject, gone))
  return [
    statement(db.delete(mails).where(inArray(mails.link, theirs))),
    statement(db.delete(sessions).where(or(inArray(sessions.subject, gone), inArray(sessions.subject, theirs)))),
    statement(db.delete(codes).where(inArray(codes.subject, theirs))),
    statement(db.delete(acts).where(inArray(acts.signUp, gone))),
    statement(db.delete(approvals).where(inArray(approvals.signUp, gone))),
    statement(db.delete(scans).where(inArray(scans.signUp, gone))),
    statement(db.delete(attendances).where(inArray(attendances.signUp, gone))),
    statement(db.delete(links).where(inArray(links.subject, gone))),
    statement(db.delete(signUps).where(which)),
  ]
}
