import { assurePlan, firstWaves, usualChase, waveOf, type CampaignPlan } from '../core/campaign-plan.ts'
import { lastDayOf, londonDay, type FullDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import type { StandingName } from '../core/standing.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { listBodiesWhere } from '../storage/read/bodies.ts'
import { findCampaign, type Campaign } from '../storage/read/campaigns.ts'
import { listEditions } from '../storage/read/editions.ts'
import { listStood } from '../storage/read/standings.ts'
import { insertCampaign, insertInvitations, isOnlyCampaign, type Invitee } from '../storage/write/campaigns.ts'
import { now, stamp, type Parts } from './parts.ts'

/** How many bodies join in one statement. */
const atOnce = 2000

/** A signing that lives: there is something to renew, though it may be suspended. */
const live: readonly StandingName[] = ['in-force', 'earlier-edition', 'suspended']

/** Begins a campaign with everybody who is to be invited. The key is of one press: pressed again, it is the same campaign. */
export async function makeCampaign(parts: Parts, plan: CampaignPlan, key: Uuid): Promise<Campaign> {
  const earlier = await findCampaign(parts.db, key)
  if (earlier) return earlier
  await assureEditions(parts, plan)
  const at = now(parts)
  const cohort = await listCohort(parts, plan, londonDay(at))
  if (cohort.length === 0) throw new Refusal('field-invalid', 'Nobody has a live signing of this edition', 'from')
  assurePlan(plan, cohort.length)
  const rest = { chase: usualChase, quiet: false, madeAt: at, closedAt: null }
  const campaign: Campaign = { ...plan, ...rest, id: key, target: plan.target ?? cohort.length }
  const waves = firstWaves(plan.opensOn)
  await write(parts.db, [
    ...insertCampaign(
      parts.db,
      campaign,
      waves.map((wave) => ({ ...wave, campaign: key, sentAt: null })),
      isOnlyCampaign(campaign),
    ),
    ...inviteesOf(parts, cohort, waves).map((some) => insertInvitations(parts.db, campaign, some, at)),
  ])
  const made = await findCampaign(parts.db, key)
  if (made) return made
  throw new Refusal('already-done', 'A campaign for this edition is open already. Close it first.', 'to')
}

type Member = Pick<Invitee, 'body' | 'kind'>

function inviteesOf(
  parts: Parts,
  cohort: readonly Member[],
  waves: Parameters<typeof waveOf>[1],
): readonly (readonly Invitee[])[] {
  const made = stamp(parts)
  const invitees = cohort.map(({ body, kind }) => ({ id: made.id(), body, kind, wave: waveOf(kind, waves) }))
  return Array.from({ length: Math.ceil(invitees.length / atOnce) }, (_, n) =>
    invitees.slice(n * atOnce, (n + 1) * atOnce),
  )
}

/** Every body with a live signing of the edition before; without one, every body that has not ended. */
async function listCohort({ db }: Parts, { fromEdition }: CampaignPlan, today: FullDay): Promise<readonly Member[]> {
  if (fromEdition === null) {
    const all = await listBodiesWhere(db, undefined)
    return all
      .filter(({ endedOn }) => endedOn === null || lastDayOf(endedOn) >= today)
      .map(({ id, kind }) => ({ body: id, kind }))
  }
  const stood = await listStood(db, undefined, today)
  const kindOf = new Map(
    stood
      .filter(({ edition, standing }) => edition === fromEdition && live.includes(standing))
      .map(({ body, kind }) => [body, kind]),
  )
  return [...kindOf].map(([body, kind]) => ({ body, kind }))
}

async function assureEditions({ db }: Parts, { fromEdition, toEdition }: CampaignPlan): Promise<void> {
  const editions = await listEditions(db)
  if (fromEdition !== null && !editions.some(({ id }) => id === fromEdition))
    throw new Refusal('field-invalid', 'Choose an edition from the list', 'from')
  const next = editions.find(({ id }) => id === toEdition)
  if (!next) throw new Refusal('field-invalid', 'Choose an edition from the list', 'to')
  if (next.texts.length === 0)
    throw new Refusal('field-invalid', 'The register does not hold the text of this edition', 'to')
}
