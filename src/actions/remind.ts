import { reminderDue } from '../core/campaign.ts'
import { groupFacts, idsOf, listInvitationsById, type Campaign } from '../storage/read/campaigns.ts'
import { today, writeInvitations } from './invitation-mails.ts'
import type { Parts } from './parts.ts'
import { listWritingCampaigns } from './writing-campaigns.ts'

/** Reminds every body whose reminder is due, in every campaign that is going on: those missed in an outage are one. */
export async function remind(parts: Parts): Promise<void> {
  for (const campaign of await listWritingCampaigns(parts)) await remindOf(parts, campaign)
}

async function remindOf(parts: Parts, campaign: Campaign): Promise<void> {
  const on = today(parts, campaign)
  const { chase } = campaign
  const due = (await groupFacts(parts.db, on)).filter(({ facts }) => reminderDue(facts, chase, on.today) !== undefined)
  const rows = await listInvitationsById(parts.db, on, idsOf(due))
  await writeInvitations(parts, campaign, rows, {
    template: 'reminder',
    remindersOf: ({ facts }) => reminderDue(facts, chase, on.today) ?? facts.reminders,
    anew: false,
  })
}
