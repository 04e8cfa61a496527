import { lateWave, waveToJoin } from '../core/campaign-plan.ts'
import { londonDay, type FullDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { listWaves, type Campaign } from '../storage/read/campaigns.ts'
import { listBeside, listMissing } from '../storage/read/joining.ts'
import { insertWave } from '../storage/write/campaigns.ts'
import { draftInvitees, listCohort, type Member } from './cohort.ts'
import { remember } from './count-campaign.ts'
import type { Newcomer } from './counted.ts'
import { now, type Parts } from './parts.ts'
import { requireOpenCampaign } from './send-wave.ts'

/** Bodies that a campaign would ask if it began today. */
export async function listNewcomers(parts: Parts, campaign: Campaign): Promise<readonly Newcomer[]> {
  return remember(
    parts,
    campaign,
    (kept) => kept.newcomers,
    async (on) => findNewcomers(parts, campaign, on.today),
  )
}

async function findNewcomers(parts: Parts, campaign: Campaign, today: FullDay): Promise<readonly Newcomer[]> {
  const { followers, successors } = await listMissing(parts.db, campaign)
  const follow = followers.length === 0 ? [] : await listCohort(parts, campaign, today, followers)
  const after = successors.filter((id) => !follow.some(({ body }) => body === id))
  return [
    ...follow.map((one) => ({ ...one, why: 'follows' as const })),
    ...(await listBeside(parts.db, campaign, after)).map(({ body: { id, kind } }) => {
      return { body: id, kind, why: 'succeeds' as const }
    }),
  ]
}

/** All of them join. They are looked at before anybody is written to, as everybody is. Gives back how many. */
export async function joinNewcomers(parts: Parts, id: Uuid): Promise<number> {
  const campaign = await requireOpenCampaign(parts, id)
  const newcomers = await listNewcomers(parts, campaign)
  await join(parts, campaign, newcomers)
  return newcomers.length
}

/** A body of the register joins, whatever it has signed before. Gives back its invitation; pressed again, the same. */
export async function joinCampaign(parts: Parts, id: Uuid, body: Uuid): Promise<Uuid> {
  const campaign = await requireOpenCampaign(parts, id)
  const [found] = await listBeside(parts.db, campaign, [body])
  if (!found) throw new Refusal('not-found', 'There is no such organisation on the register.')
  if (found.invitation) return found.invitation
  const { name, kind, endedOn } = found.body
  if (endedOn !== null) throw new Refusal('body-ended', `${name} has ended and cannot sign.`)
  if (found.signed) throw new Refusal('already-signed', `${name} has signed it already.`)
  await join(parts, campaign, [{ body, kind }])
  return joinCampaign(parts, id, body)
}

async function join(parts: Parts, campaign: Campaign, members: readonly Member[]): Promise<void> {
  const waves = await listWaves(parts.db, campaign.id)
  const today = londonDay(now(parts))
  const numbers = new Set(members.map(({ kind }) => waveToJoin(kind, waves)))
  const late = [...numbers].filter((number) => !waves.some((wave) => wave.number === number))
  await write(parts.db, [
    ...late.map((number) => {
      return insertWave(parts.db, { ...lateWave(number, today), campaign: campaign.id, sentAt: null })
    }),
    ...draftInvitees(parts, campaign, members, (kind) => waveToJoin(kind, waves)),
  ])
}
