import { and, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import { holds, type Database } from '../database.ts'
import { acts, codes, mails, sessions, signUps } from '../private-schema.ts'

/** Before which instants private records have had their time. */
export type Cutoffs = { unfinished: Instant; mails: Instant; clients: Instant; evidence: Instant }

/** Sign-ups that have had their time: nobody touched them, or they have long been closed. */
export function oldSignUps({ unfinished, evidence }: Cutoffs) {
  return or(and(isNull(signUps.closedAt), lt(signUps.changedAt, unfinished)), lt(signUps.closedAt, evidence))
}

/** Whether anything has had its time: the clock asks often, and mostly nothing has. */
export async function hasOld(db: Database, before: Cutoffs): Promise<boolean> {
  const client = and(isNotNull(acts.client), lt(acts.at, before.clients))
  return holds(
    db,
    sql`EXISTS (SELECT 1 FROM ${signUps} WHERE ${oldSignUps(before)})
      OR EXISTS (SELECT 1 FROM ${mails} WHERE ${lt(mails.at, before.mails)})
      OR EXISTS (SELECT 1 FROM ${codes} WHERE ${lt(codes.expiresAt, before.mails)})
      OR EXISTS (SELECT 1 FROM ${sessions} WHERE ${lt(sessions.expiresAt, before.mails)})
      OR EXISTS (SELECT 1 FROM ${acts} WHERE ${client})`,
  )
}
