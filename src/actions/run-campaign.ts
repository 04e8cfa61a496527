import { kinds } from '../core/body-kind.ts'
import type { PlannedWave } from '../core/campaign-plan.ts'
import { progressOf } from '../core/campaign.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { findInvitationRow } from '../storage/read/campaigns.ts'
import { arrangeWave, updateCampaign } from '../storage/write/campaigns.ts'
import { requireInvitation } from './check-body.ts'
import { isReachable, today, writeInvitations } from './invitation-mails.ts'
import { now, type Parts } from './parts.ts'
import { requireOpenCampaign } from './send-wave.ts'

/** Closes a campaign: nobody is written to any more, and its links work no more. Nothing public changes. */
export async function closeCampaign(parts: Parts, id: Uuid): Promise<void> {
  const campaign = await requireOpenCampaign(parts, id)
  await write(parts.db, [updateCampaign(parts.db, campaign, { closedAt: now(parts) })])
}

/** Begins or ends a time without reminders and without publicity, such as the one before an election. */
export async function quietenCampaign(parts: Parts, id: Uuid, quiet: boolean): Promise<void> {
  const campaign = await requireOpenCampaign(parts, id)
  await write(parts.db, [updateCampaign(parts.db, campaign, { quiet })])
}

/** Puts the kinds of body into waves, every kind into one. Who was written to stays where they were. */
export async function arrangeWaves(parts: Parts, id: Uuid, waves: readonly PlannedWave[]): Promise<void> {
  await requireOpenCampaign(parts, id)
  if (kinds.some((kind) => waves.filter((wave) => wave.kinds.includes(kind)).length !== 1)) {
    throw new Refusal('field-invalid', 'Put every kind of organisation into one wave', kinds[0])
  }
  await write(
    parts.db,
    waves.flatMap((wave) => arrangeWave(parts.db, { ...wave, campaign: id })),
  )
}

/** Where an invitation stands when it is no use to write again. */
const over = ['signed', 'left-out', 'declined', 'awaiting-check', 'not-sent']

/** Writes to a body again, as after its contact was put right; the link that was sent before works no more. */
export async function writeAgain(parts: Parts, id: Uuid): Promise<void> {
  const { campaign: its } = await requireInvitation(parts, id)
  const campaign = await requireOpenCampaign(parts, its)
  const on = today(parts, campaign)
  const row = await findInvitationRow(parts.db, on, id)
  if (!row || row.facts.stopped || over.includes(progressOf(row.facts, campaign.chase, on.today))) {
    throw new Refusal('already-done', 'Nobody at this organisation is to be written to.')
  }
  if (!isReachable(row.contact)) {
    throw new Refusal('already-done', 'The last email came back, or there is no address. Put the contact right first.')
  }
  const round = { template: 'invitation', remindersOf: () => row.facts.reminders, anew: true } as const
  await writeInvitations(parts, campaign, [row], round)
}
