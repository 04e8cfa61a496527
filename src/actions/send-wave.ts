import { progressOf } from '../core/campaign.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { findCampaign, listUnsent, listWaves, type Campaign } from '../storage/read/campaigns.ts'
import { markWave } from '../storage/write/campaigns.ts'
import { findAskedEdition } from './asked-edition.ts'
import { today, writeInvitations } from './invitation-mails.ts'
import type { Parts } from './parts.ts'

/** The campaign with an id, and a refusal where there is none. */
export async function requireCampaign({ db }: Parts, id: Uuid): Promise<Campaign> {
  const campaign = await findCampaign(db, id)
  if (!campaign) throw new Refusal('not-found', 'There is no such campaign.')
  return campaign
}

/** The same, where it is still going on. */
export async function requireOpenCampaign(parts: Parts, id: Uuid): Promise<Campaign> {
  const campaign = await requireCampaign(parts, id)
  if (campaign.closedAt !== null) throw new Refusal('already-done', 'This campaign is closed.')
  return campaign
}

/**
 * Invites every body of a wave that has been checked, has a contact to write to and was not invited: pressed again, those who
 * were not ready before. Gives back how many were.
 */
export async function sendWave(parts: Parts, id: Uuid, number: number): Promise<number> {
  const campaign = await requireOpenCampaign(parts, id)
  const on = today(parts, campaign)
  const wave = (await listWaves(parts.db, id)).find((one) => one.number === number)
  if (!wave) throw new Refusal('not-found', 'This campaign has no such wave.')
  if (!(await findAskedEdition(parts, on)).signable) {
    throw new Refusal('edition-not-signable', 'This edition cannot be signed today. Send the wave when it can.')
  }
  const waiting = (await listUnsent(parts.db, on, number)).filter(
    ({ facts }) => progressOf(facts, campaign.chase, on.today) === 'not-sent',
  )
  const written = await writeInvitations(parts, campaign, waiting, {
    template: 'invitation',
    remindersOf: () => 0,
    anew: false,
  })
  if (written > 0) await write(parts.db, [markWave(parts.db, wave, on.at)])
  return written
}
