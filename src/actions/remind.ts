import { reminderDue } from '../core/campaign.ts'
import { groupFacts, listCampaigns, listInvitationsById, type Campaign } from '../storage/read/campaigns.ts'
import { findAskedEdition } from './asked-edition.ts'
import { today, writeInvitations } from './invitation-mails.ts'
import type { Parts } from './parts.ts'

/** Reminds every body whose reminder is due, in every campaign that is going on: those missed in an outage are one. */
export async function remind(parts: Parts): Promise<void> {
  const open = (await listCampaigns(parts.db)).filter(({ closedAt, quiet }) => closedAt === null && !quiet)
  for (const campaign of open) await remindOf(parts, campaign)
}

async function remindOf(parts: Parts, campaign: Campaign): Promise<void> {
  const on = today(parts, campaign)
  const { chase, opensOn, closesOn } = campaign
  if (on.today < opensOn || on.today > closesOn || !(await findAskedEdition(parts, on)).signable) return
  const due = (await groupFacts(parts.db, on)).filter(({ facts }) => reminderDue(facts, chase, on.today) !== undefined)
  const ids = due.flatMap(({ invitations }) => invitations.map(({ id }) => id))
  const rows = await listInvitationsById(parts.db, on, ids)
  await writeInvitations(parts, campaign, rows, {
    template: 'reminder',
    remindersOf: ({ facts }) => reminderDue(facts, chase, on.today) ?? facts.reminders,
    anew: false,
  })
}
