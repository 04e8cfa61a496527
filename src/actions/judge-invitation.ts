import { progressOf, type Progress } from '../core/campaign.ts'
import type { FullDay } from '../core/day.ts'
import { errandOf, type Errand } from '../core/errand.ts'
import type { Campaign, FactGroup } from '../storage/read/campaigns.ts'

/** Where an invitation stands, and what is to be done next. */
export type Judgement = { progress: Progress; errand: Errand }

/** Invitations of which the same is known, and where that puts them. */
export type JudgedGroup = FactGroup & Judgement

/** Where something that is known of an invitation puts it on a day. */
export function judge(
  { chase }: Pick<Campaign, 'chase'>,
  { facts, look }: Pick<FactGroup, 'facts' | 'look'>,
  today: FullDay,
): Judgement {
  return { progress: progressOf(facts, chase, today), errand: errandOf(facts, look, chase, today) }
}
