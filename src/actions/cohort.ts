import type { Kind } from '../core/body-kind.ts'
import { lastDayOf, type FullDay } from '../core/day.ts'
import type { StandingName } from '../core/standing.ts'
import type { Uuid } from '../core/uuid.ts'
import type { Statement } from '../storage/database.ts'
import { listBodiesWhere } from '../storage/read/bodies.ts'
import type { Campaign } from '../storage/read/campaigns.ts'
import { among } from '../storage/read/joining.ts'
import { listStood } from '../storage/read/standings.ts'
import { insertInvitations, type Invitee } from '../storage/write/campaigns.ts'
import { stamp, type Parts } from './parts.ts'

/** A body that a campaign asks. */
export type Member = Pick<Invitee, 'body' | 'kind'>

/** How many bodies join in one statement. */
const atOnce = 2000

/** A signing that lives: there is something to renew, though it may be suspended. */
const live: readonly StandingName[] = ['in-force', 'earlier-edition', 'suspended']

/** Every body with a live signing of the edition before; without one, every body that has not ended. Of some, or of all. */
export async function listCohort(
  { db }: Parts,
  { fromEdition }: Pick<Campaign, 'fromEdition'>,
  today: FullDay,
  some?: readonly Uuid[],
): Promise<readonly Member[]> {
  const where = some && among(some)
  if (fromEdition === null) {
    const all = await listBodiesWhere(db, where)
    return all
      .filter(({ endedOn }) => endedOn === null || lastDayOf(endedOn) >= today)
      .map(({ id, kind }) => ({ body: id, kind }))
  }
  const stood = await listStood(db, where, today)
  const kindOf = new Map(
    stood
      .filter(({ edition, standing }) => edition === fromEdition && live.includes(standing))
      .map(({ body, kind }) => [body, kind]),
  )
  return [...kindOf].map(([body, kind]) => ({ body, kind }))
}

/** The statements by which bodies join a campaign, each in the wave of its kind. */
export function draftInvitees(
  parts: Parts,
  campaign: Pick<Campaign, 'id'>,
  members: readonly Member[],
  waveFor: (kind: Kind) => number,
): readonly Statement[] {
  const made = stamp(parts)
  const invitees = members.map(({ body, kind }) => ({ id: made.id(), body, kind, wave: waveFor(kind) }))
  return Array.from({ length: Math.ceil(invitees.length / atOnce) }, (_, n) =>
    insertInvitations(parts.db, campaign, invitees.slice(n * atOnce, (n + 1) * atOnce), made.at),
  )
}
