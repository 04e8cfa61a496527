import { linkAddress } from '../../src/actions/links.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { findLink } from '../../src/storage/read/access.ts'
import { checkBody } from '../../src/actions/check-body.ts'
import { makeCampaign } from '../../src/actions/make-campaign.ts'
import { now, stamp, type Parts } from '../../src/actions/parts.ts'
import type { CampaignPlan } from '../../src/core/campaign-plan.ts'
import { addDays, londonDay } from '../../src/core/day.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import type { Campaign, InvitationRow } from '../../src/storage/read/campaigns.ts'
import { listInvitations } from '../../src/storage/read/campaigns.ts'
import { listEditions } from '../../src/storage/read/editions.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'

/** A plan from the first edition of the register to its second, of which everything may be said otherwise. */
export async function planOf(parts: Parts, words: Partial<CampaignPlan> = {}): Promise<CampaignPlan> {
  const [first, second] = await listEditions(parts.db)
  if (!first || !second) throw new Error('a campaign takes two editions')
  const today = londonDay(now(parts))
  return {
    name: 'Renewal 2026',
    fromEdition: first.id,
    toEdition: second.id,
    opensOn: today,
    targetOn: addDays(today, 90),
    closesOn: addDays(today, 120),
    target: null,
    ...words,
  }
}

/** A campaign of all who have signed the first edition. */
export async function beginCampaign(parts: Parts, words: Partial<CampaignPlan> = {}): Promise<Campaign> {
  return makeCampaign(parts, await planOf(parts, words), stamp(parts).id())
}

/** The invitations of a campaign as they are now. */
export async function invitationsOf(parts: Parts, { id, toEdition }: Campaign): Promise<readonly InvitationRow[]> {
  return listInvitations(parts.db, { id, toEdition, today: londonDay(now(parts)) })
}

/** Looks at every body of a campaign, and finds somebody to write to at each. */
export async function checkBodies(parts: Parts, campaign: Campaign): Promise<void> {
  const [coordinator] = await listCoordinators(parts.db)
  if (!coordinator) throw new Error('nobody runs the desk')
  for (const { invitation, body } of await invitationsOf(parts, campaign)) {
    const contact = { name: 'Cleo Clerk', role: 'Clerk', phone: '01743 000000', language: 'en' } as const
    const address = parseMailAddress(`${body.slug}@vale.example`)
    await checkBody(parts, invitation.id, { contact: { ...contact, address } }, coordinator)
  }
}

/** The token of an invitation's link, as it was last sent. */
export async function linkOf(parts: Parts, invitation: Uuid): Promise<string> {
  const link = await findLink(parts.db, invitation)
  if (!link) throw new Error('nobody was invited')
  return (await linkAddress(parts, link)).split('/').at(-1) ?? ''
}
