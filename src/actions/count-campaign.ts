import { groupFacts, type Campaign, type CampaignOn } from '../storage/read/campaigns.ts'
import { findCampaignVersion } from '../storage/read/version.ts'
import type { Counted, Kept } from './counted.ts'
import { today } from './invitation-mails.ts'
import { judge, type JudgedGroup } from './judge-invitation.ts'
import type { Parts } from './parts.ts'

/** A campaign's bodies by what is known of them today, and where that puts them. */
export async function countBodies(parts: Parts, campaign: Campaign): Promise<readonly JudgedGroup[]> {
  return remember(
    parts,
    campaign,
    ({ groups }) => groups,
    async (on) => {
      const groups = await groupFacts(parts.db, on)
      return groups.map((group) => ({ ...group, ...judge(campaign, group, on.today) }))
    },
  )
}

/** Something that is counted of a campaign as it is today, and kept until the register, the campaign or the day is another. */
export async function remember<Value>(
  parts: Parts,
  campaign: Campaign,
  kept: (all: Kinds) => Kept<Value>,
  count: (on: CampaignOn) => Promise<Value>,
): Promise<Value> {
  const on = today(parts, campaign)
  // What changes while it is counted is counted anew the next time.
  const version = `${await findCampaignVersion(parts.db)} ${on.today} ${JSON.stringify(campaign)}`
  const own = kept(keptOf(parts))
  const known = own.get(campaign.id)
  if (known?.version === version) return known.value
  const value = await count(on)
  own.set(campaign.id, { version, value })
  return value
}

type Kinds = Counted extends WeakMap<WeakKey, infer Value> ? Value : never

function keptOf({ db, counted }: Parts): Kinds {
  const kept = counted.get(db) ?? { groups: new Map(), course: new Map(), newcomers: new Map() }
  counted.set(db, kept)
  return kept
}
