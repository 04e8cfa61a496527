import type { Uuid } from '../core/uuid.ts'
import { listOwnedBy, type Campaign } from '../storage/read/campaigns.ts'
import { today } from './invitation-mails.ts'
import type { Parts } from './parts.ts'
import { judge, type Sought, type ToldInvitation } from './tell-campaign.ts'

/** The bodies of a campaign that a coordinator looks after, of those that are sought: nobody has so many that they need counting. */
export async function listOwned(
  parts: Parts,
  campaign: Campaign,
  owner: Uuid,
  { progress, errand, kind }: Sought = {},
): Promise<readonly ToldInvitation[]> {
  const rows = await listOwnedBy(parts.db, today(parts, campaign), owner)
  return rows
    .map((row) => ({ ...row, ...judge(parts, campaign, row) }))
    .filter((row) => (!progress || row.progress === progress) && (!errand || row.errand === errand))
    .filter(({ invitation }) => !kind || invitation.kind === kind)
}
