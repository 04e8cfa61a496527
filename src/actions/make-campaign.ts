import { assurePlan, firstWaves, usualChase, waveOf, type CampaignPlan } from '../core/campaign-plan.ts'
import { londonDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { findCampaign, type Campaign } from '../storage/read/campaigns.ts'
import { listEditions } from '../storage/read/editions.ts'
import { insertCampaign, isOnlyCampaign } from '../storage/write/campaigns.ts'
import { draftInvitees, listCohort } from './cohort.ts'
import { now, type Parts } from './parts.ts'

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
    ...draftInvitees(parts, campaign, cohort, (kind) => waveOf(kind, waves)),
  ])
  const made = await findCampaign(parts.db, key)
  if (made) return made
  throw new Refusal('already-done', 'A campaign for this edition is open already. Close it first.', 'to')
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
