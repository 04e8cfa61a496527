import type { Kind } from '../core/body-kind.ts'
import type { Progress } from '../core/campaign.ts'
import type { Point } from '../core/campaign-course.ts'
import type { FullDay } from '../core/day.ts'
import type { Forecast } from '../core/forecast.ts'
import type { Uuid } from '../core/uuid.ts'
import type { Database } from '../storage/database.ts'
import type { JudgedGroup } from './judge-invitation.ts'

/** What was counted of campaigns, and of which version: of many bodies it takes a while, and of the same it is the same. */
export type Counted = WeakMap<
  Database,
  { groups: Kept<readonly JudgedGroup[]>; course: Kept<Course>; newcomers: Kept<readonly Newcomer[]> }
>

export type Kept<Value> = Map<Uuid, { version: string; value: Value }>

/** A body with which nothing has happened for long. */
export type LeftAlone = { invitation: Uuid; body: string; progress: Progress; since: FullDay; nextStep: string | null }

/** What is computed of the days of a campaign's bodies. */
export type Course = { course: readonly Point[]; forecast: Forecast; leftAlone: readonly LeftAlone[] }

/** A body that a campaign should ask and has not got: it follows the edition before, or a body that is asked. */
export type Newcomer = { body: Uuid; kind: Kind; why: 'follows' | 'succeeds' }
