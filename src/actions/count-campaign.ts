import type { FullDay } from '../core/day.ts'
import type { Uuid } from '../core/uuid.ts'
import { groupDays, listUntouched } from '../storage/read/campaign-days.ts'
import { groupFacts, type Campaign, type FactGroup } from '../storage/read/campaigns.ts'
import { findCampaignVersion } from '../storage/read/version.ts'
import type { Course, Kept } from './counted.ts'
import { today } from './invitation-mails.ts'
import type { Parts } from './parts.ts'

/** A campaign's bodies counted by what is known of them today. */
export async function countFacts(parts: Parts, campaign: Campaign): Promise<readonly FactGroup[]> {
  return remember(parts, keptOf(parts).facts, campaign, async (on) => groupFacts(parts.db, on))
}

/** The days of a campaign's bodies, and so many of them that were left alone longest. */
export async function countDays(parts: Parts, campaign: Campaign, most: number): Promise<Course> {
  return remember(parts, keptOf(parts).course, campaign, async (on) => ({
    days: await groupDays(parts.db, campaign),
    untouched: await listUntouched(parts.db, campaign, { today: on.today, most }),
  }))
}

function keptOf({ db, counted }: Parts) {
  const kept = counted.get(db) ?? { facts: new Map(), course: new Map() }
  counted.set(db, kept)
  return kept
}

async function remember<Value>(
  parts: Parts,
  kept: Kept<Value>,
  campaign: Campaign,
  count: (on: { id: Uuid; toEdition: Uuid; today: FullDay }) => Promise<Value>,
): Promise<Value> {
  const on = today(parts, campaign)
  // What changes while it is counted is counted anew the next time.
  const version = `${await findCampaignVersion(parts.db)} ${on.today}`
  const known = kept.get(campaign.id)
  if (known?.version === version) return known.value
  const value = await count(on)
  kept.set(campaign.id, { version, value })
  return value
}
