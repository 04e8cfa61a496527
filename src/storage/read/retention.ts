import { and, inArray, isNotNull, isNull, lt, ne, or, sql, type SQL } from 'drizzle-orm'
import { londonDay, type Instant } from '../../core/day.ts'
import { campaigns, contacts, invitations, prospects } from '../campaign-schema.ts'
import { holds, type Database } from '../database.ts'
import { events } from '../event-schema.ts'
import {
  acts,
  challenges,
  codes,
  links,
  mails,
  repeats,
  reports,
  sessions,
  signUps,
  tokens,
  trail,
} from '../private-schema.ts'

/** Before which instants private records have had their time. */
export type Cutoffs = {
  unfinished: Instant
  mails: Instant
  clients: Instant
  evidence: Instant
  desk: Instant
  repeats: Instant
}

/**
 * Sign-ups that have had their time: nobody touched them, they came to nothing, or they have long been accepted. One that is
 * for a board on some day waits until then.
 */
export function oldSignUps({ unfinished, evidence }: Pick<Cutoffs, 'unfinished' | 'evidence'>) {
  const notAccepted = or(isNull(signUps.outcome), ne(signUps.outcome, 'accepted'))
  return or(and(notAccepted, isUntouchedSince(unfinished)), lt(signUps.closedAt, evidence))
}

/** A condition: nobody has touched a sign-up since an instant, and no board was to look at it since. */
export function isUntouchedSince(instant: Instant): SQL {
  const noBoard = or(isNull(signUps.boardOn), isNotNull(signUps.outcome), lt(signUps.boardOn, londonDay(instant)))
  return sql`(${lt(signUps.changedAt, instant)} AND ${noBoard})`
}

/** Reports that have had their time: they were answered long ago, or nobody ever will. */
export function oldReports({ unfinished, mails: answered }: Cutoffs) {
  return or(and(isNull(reports.closedAt), lt(reports.at, unfinished)), lt(reports.closedAt, answered))
}

/** Signing events of long ago. */
export function oldEvents({ mails: over }: Cutoffs) {
  return lt(events.onDay, londonDay(over))
}

/** Campaigns that are over, closed or not, for so long that nobody looks back at them. */
export function oldCampaigns({ desk }: Pick<Cutoffs, 'desk'>): SQL {
  const forgotten = and(isNull(campaigns.closedAt), lt(campaigns.closesOn, londonDay(desk)))
  return sql`(${or(lt(campaigns.closedAt, desk), forgotten)})`
}

/** Prospects that were let go, or signed, long ago. */
export function oldProspects({ desk }: Pick<Cutoffs, 'desk'>): SQL {
  return lt(prospects.closedAt, desk)
}

/**
 * Contacts that have had their time: somebody else has taken their place, or nobody has heard of them for as long as the
 * record of a signature is kept. One that somebody is written to at stays.
 */
export function oldContacts({ mails: replaced, evidence }: Cutoffs): SQL {
  const unused = sql`NOT EXISTS (SELECT 1 FROM ${invitations} WHERE ${invitations.contact} = ${contacts.id})`
  const silent = and(lt(sql`coalesce(${contacts.confirmedAt}, ${contacts.since})`, evidence), unused)
  return sql`(${or(lt(contacts.endedAt, replaced), silent)})`
}

/** Links of whoever sits at the desk that ran out long ago; those of sign-ups and invitations go with them. */
export function oldDeskLinks({ mails: over }: Pick<Cutoffs, 'mails'>): SQL {
  return sql`(${and(inArray(links.purpose, ['desk', 'calendar']), lt(links.expiresAt, over))})`
}

/** Whether anything has had its time: the clock asks often, and mostly nothing has. */
export async function hasOld(db: Database, before: Cutoffs): Promise<boolean> {
  const client = and(isNotNull(acts.client), lt(acts.at, before.clients))
  return holds(
    db,
    sql`EXISTS (SELECT 1 FROM ${signUps} WHERE ${oldSignUps(before)})
      OR EXISTS (SELECT 1 FROM ${reports} WHERE ${oldReports(before)})
      OR EXISTS (SELECT 1 FROM ${events} WHERE ${oldEvents(before)})
      OR EXISTS (SELECT 1 FROM ${links} WHERE ${oldDeskLinks(before)})
      OR EXISTS (SELECT 1 FROM ${mails} WHERE ${lt(mails.at, before.mails)})
      OR EXISTS (SELECT 1 FROM ${codes} WHERE ${lt(codes.expiresAt, before.mails)})
      OR EXISTS (SELECT 1 FROM ${sessions} WHERE ${lt(sessions.expiresAt, before.mails)})
      OR EXISTS (SELECT 1 FROM ${repeats} WHERE ${lt(repeats.at, before.repeats)})
      OR EXISTS (SELECT 1 FROM ${tokens} WHERE ${lt(tokens.expiresAt, before.mails)})
      OR EXISTS (SELECT 1 FROM ${challenges} WHERE ${lt(challenges.expiresAt, before.repeats)})
      OR EXISTS (SELECT 1 FROM ${trail} WHERE ${lt(trail.at, before.desk)})
      OR EXISTS (SELECT 1 FROM ${campaigns} WHERE ${oldCampaigns(before)})
      OR EXISTS (SELECT 1 FROM ${prospects} WHERE ${oldProspects(before)})
      OR EXISTS (SELECT 1 FROM ${contacts} WHERE ${oldContacts(before)})
      OR EXISTS (SELECT 1 FROM ${acts} WHERE ${client})`,
  )
}
