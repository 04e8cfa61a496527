import { progressOf } from '../core/campaign.ts'
import { courseOf, waitingOf } from '../core/campaign-course.ts'
import { londonDay, type FullDay, type Instant } from '../core/day.ts'
import { forecastFinish } from '../core/forecast.ts'
import { countProgress, funnelOf, outcomesByKind, type ProgressCounts } from '../core/funnel.ts'
import type { Uuid } from '../core/uuid.ts'
import { groupDays, listUntouched } from '../storage/read/campaign-days.ts'
import type { Campaign } from '../storage/read/campaigns.ts'
import { listEditions, nameOfEdition } from '../storage/read/editions.ts'
import { countBodies, remember } from './count-campaign.ts'
import type { Course } from './counted.ts'
import { now, type Parts } from './parts.ts'
import { requireCampaign } from './send-wave.ts'

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
} & Course

/** How many bodies that were left alone are told. */
const most = 10

/** How a campaign goes today. */
export async function tellProgress(parts: Parts, id: Uuid): Promise<ProgressTold> {
  const { db } = parts
  const at = now(parts)
  const today = londonDay(at)
  const campaign = await requireCampaign(parts, id)
  const [groups, editions] = await Promise.all([countBodies(parts, campaign), listEditions(db)])
  const counts: ProgressCounts = groups.map(({ kind, progress, invitations }) => {
    return { kind, progress, count: invitations.length }
  })
  const steps = funnelOf(counts)
  const signed = steps.at(-1)?.count ?? 0
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
    ...(await tellCourse(parts, campaign, signed)),
  }
}

async function tellCourse(parts: Parts, campaign: Campaign, signed: number): Promise<Course> {
  const { db } = parts
  return remember(
    parts,
    campaign,
    (kept) => kept.course,
    async ({ today }) => {
      const bodies = (await groupDays(db, campaign)).map((group) => ({ ...group, signed: group.signed === 1 }))
      const untouched = await listUntouched(db, campaign, { today, most })
      return {
        course: courseOf(bodies, campaign.opensOn, today),
        forecast: forecastFinish(waitingOf(bodies, today), campaign.target - signed, today),
        leftAlone: untouched.map(({ row: { invitation, body, facts }, since }) => {
          const progress = progressOf(facts, campaign.chase, today)
          return { invitation: invitation.id, body: body.name, progress, since, nextStep: invitation.nextStep }
        }),
      }
    },
  )
}
