import type { Uuid } from '../core/uuid.ts'
import { listOwnedBy, type Campaign } from '../storage/read/campaigns.ts'
import { today } from './invitation-mails.ts'
import { judge } from './judge-invitation.ts'
import type { Parts } from './parts.ts'
import type { Sought, ToldInvitation } from './tell-campaign.ts'

/** The bodies of a campaign that a coordinator looks after, of those that are sought: nobody has so many that they need counting. */
export async function listOwned(
  parts: Parts,
  campaign: Campaign,
  owner: Uuid,
  { progress, errand, kind }: Sought = {},
): Promise<readonly ToldInvitation[]> {
  const on = today(parts, campaign)
  const rows = await listOwnedBy(parts.db, on, owner)
  return rows
    .map((row) => ({ ...row, ...judge(campaign, row, on.today) }))
    .filter((row) => (!progress || row.progress === progress) && (!errand || row.errand === errand))
    .filter(({ invitation }) => !kind || invitation.kind === kind)
}
