import type { Uuid } from '../core/uuid.ts'
import { listOwnedBy, type Campaign } from '../storage/read/campaigns.ts'
import { today } from './invitation-mails.ts'
import { isSought, judgeRows, type Sought, type ToldInvitation } from './judge-invitation.ts'
import type { Parts } from './parts.ts'

/** The bodies of a campaign that a coordinator looks after, of those that are sought: nobody has so many that they need counting. */
export async function listOwned(
  parts: Parts,
  campaign: Campaign,
  owner: Uuid,
  sought: Sought = {},
): Promise<readonly ToldInvitation[]> {
  const on = today(parts, campaign)
  const rows = await listOwnedBy(parts.db, on, owner)
  return judgeRows(campaign, rows, on.today).filter((row) => isSought(sought, { ...row, kind: row.invitation.kind }))
}
