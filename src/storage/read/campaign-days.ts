import { sql } from 'drizzle-orm'
import { londonDay, parseFullDay, parseInstant, type Day, type FullDay, type Instant } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { listInvitationsById, signingsOf, suspendedOn, type Campaign, type InvitationRow } from './campaigns.ts'

/** Invitations with the same days, and how many these are. `planned` is the day of the wave that they are in. */
export type DayGroup = {
  planned: FullDay
  invited: Instant | null
  boardOn: FullDay | null
  declined: Instant | null
  /** A signing of the edition is there; its day may not be recorded. */
  signed: 0 | 1
  signedOn: Day | null
  count: number
}

/** The days of everybody in a campaign who is not left out, or has signed all the same. */
export async function groupDays(db: Database, { id, toEdition }: Campaign): Promise<readonly DayGroup[]> {
  // Of a moment the hour says the day in London.
  return db.all<DayGroup>(sql`SELECT w.on_day AS planned, min(i.invited_at) AS invited, i.board_on AS "boardOn",
      min(i.declined_at) AS declined, s.body IS NOT NULL AS signed, s.signed_on AS "signedOn", count(*) AS count
    FROM invitations AS i JOIN waves AS w ON w.campaign = i.campaign AND w.number = i.wave
    LEFT JOIN (${signers(toEdition)}) AS s ON s.body = i.body
    WHERE +i.campaign = ${id} AND (i.left_out IS NULL OR s.body IS NOT NULL)
    GROUP BY i.wave, substr(i.invited_at, 1, 13), i.board_on, substr(i.declined_at, 1, 13), signed, s.signed_on`)
}

/** What a body signed, by which its signing is found. */
export type Signer = { body: Uuid; reference: string; signedOn: Day | null }

/** Everybody who has signed an edition. */
export async function listSigners(db: Database, edition: Uuid): Promise<readonly Signer[]> {
  return db.all<Signer>(sql`SELECT body, reference, signed_on AS "signedOn" FROM ${signingsOf(edition)} ORDER BY rank`)
}

/** An invitation with which nothing has happened since a day. */
export type Untouched = { row: InvitationRow; since: FullDay }

/** Invitations that are open and not before a board, from the one that was left alone longest. */
export async function listUntouched(
  db: Database,
  { id, toEdition }: Campaign,
  { today, most }: { today: FullDay; most: number },
): Promise<readonly Untouched[]> {
  const found = await db.all<{
    id: InvitationRow['invitation']['id']
    touched: string
  }>(sql`SELECT id, max(added_at, coalesce(last_mail_at, ''), coalesce(started_at, ''), coalesce(called_at, ''), coalesce(board_on, '')) AS touched
    FROM invitations
    WHERE +campaign = ${id} AND left_out IS NULL AND declined_at IS NULL AND (board_on IS NULL OR board_on < ${today})
      AND body NOT IN (SELECT body FROM ${signingsOf(toEdition)})
      AND body NOT IN (SELECT id FROM bodies WHERE ended_on < ${today})
      AND body NOT IN ${suspendedOn(today)}
    ORDER BY touched, id LIMIT ${most}`)
  const ids = found.map((one) => one.id)
  const rows = await listInvitationsById(db, { id, toEdition, today }, ids)
  return found.flatMap((one) => {
    const row = rows.find(({ invitation }) => invitation.id === one.id)
    return row ? [{ row, since: dayOf(one.touched) }] : []
  })
}

/** The London day of a moment, or a day. */
function dayOf(touched: string): FullDay {
  return touched.length === 10 ? parseFullDay(touched) : londonDay(parseInstant(touched))
}

/** Every body that has signed an edition, once, with the day of its last signature. */
function signers(edition: Uuid) {
  return sql`SELECT body, max(signed_on) AS signed_on FROM ${signingsOf(edition)} GROUP BY body`
}
