import { progressOf, type Progress } from '../core/campaign.ts'
import { courseOf, waitingOf, type Point } from '../core/campaign-course.ts'
import { londonDay, type FullDay, type Instant } from '../core/day.ts'
import { forecastFinish, type Forecast } from '../core/forecast.ts'
import { countProgress, funnelOf, outcomesByKind, type ProgressCounts } from '../core/funnel.ts'
import type { Uuid } from '../core/uuid.ts'
import type { Campaign } from '../storage/read/campaigns.ts'
import { listEditions, nameOfEdition } from '../storage/read/editions.ts'
import { countDays, countFacts } from './count-campaign.ts'
import { now, type Parts } from './parts.ts'
import { requireCampaign } from './send-wave.ts'

/** A body with which nothing has happened for long. */
export type LeftAlone = { invitation: Uuid; body: string; progress: Progress; since: FullDay; nextStep: string | null }

/** How a campaign goes, as a picture and a report show it. */
export type ProgressTold = {
  campaign: Campaign
  edition: string
  at: Instant
  today: FullDay
  signed: number
  asked: number
  byKind: ReturnType<typeof outcomesByKind>
  steps: ReturnType<typeof funnelOf>
  places: ReturnType<typeof countProgress>
  course: readonly Point[]
  forecast: Forecast
  leftAlone: readonly LeftAlone[]
}

/** How many bodies that were left alone are told. */
const told = 10

/** How a campaign goes today. */
export async function tellProgress(parts: Parts, id: Uuid): Promise<ProgressTold> {
  const { db } = parts
  const at = now(parts)
  const today = londonDay(at)
  const campaign = await requireCampaign(parts, id)
  const [groups, { days, untouched }, editions] = await Promise.all([
    countFacts(parts, campaign),
    countDays(parts, campaign, told),
    listEditions(db),
  ])
  const counts: ProgressCounts = groups.map(({ kind, facts, count }) => {
    return { kind, progress: progressOf(facts, campaign.chase, today), count }
  })
  const steps = funnelOf(counts)
  const signed = steps.at(-1)?.count ?? 0
  const bodies = days.map((group) => ({ ...group, signed: group.signed === 1 }))
  return {
    campaign,
    edition: nameOfEdition(editions, campaign.toEdition),
    at,
    today,
    signed,
    asked: steps[0]?.count ?? 0,
    byKind: outcomesByKind(counts),
    steps,
    places: countProgress(counts),
    course: courseOf(bodies, campaign.opensOn, today),
    forecast: forecastFinish(waitingOf(bodies, today), campaign.target - signed, today),
    leftAlone: untouched.map(({ row: { invitation, body, facts }, since }) => {
      const progress = progressOf(facts, campaign.chase, today)
      return { invitation: invitation.id, body: body.name, progress, since, nextStep: invitation.nextStep }
    }),
  }
}
