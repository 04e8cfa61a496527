import { listCampaigns, type Campaign } from '../storage/read/campaigns.ts'
import { findAskedEdition } from './asked-edition.ts'
import { today } from './invitation-mails.ts'
import type { Parts } from './parts.ts'

/** The campaigns that write to their bodies today of their own accord: under way, not quiet, for what can be signed. */
export async function listWritingCampaigns(parts: Parts): Promise<readonly Campaign[]> {
  const writing: Campaign[] = []
  for (const campaign of await listCampaigns(parts.db)) {
    const on = today(parts, campaign)
    const { closedAt, quiet, opensOn, closesOn } = campaign
    if (closedAt !== null || quiet || on.today < opensOn || on.today > closesOn) continue
    if ((await findAskedEdition(parts, on)).signable) writing.push(campaign)
  }
  return writing
}
