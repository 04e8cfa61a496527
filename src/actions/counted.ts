import type { Progress } from '../core/campaign.ts'
import type { Point } from '../core/campaign-course.ts'
import type { FullDay } from '../core/day.ts'
import type { Forecast } from '../core/forecast.ts'
import type { Uuid } from '../core/uuid.ts'
import type { Database } from '../storage/database.ts'
import type { JudgedGroup } from './judge-invitation.ts'

/** What was counted of campaigns, and of which version: of many bodies it takes a while, and of the same it is the same. */
export type Counted = WeakMap<Database, { groups: Kept<readonly JudgedGroup[]>; course: Kept<Course> }>

export type Kept<Value> = Map<Uuid, { version: string; value: Value }>

/** A body with which nothing has happened for long. */
export type LeftAlone = { invitation: Uuid; body: string; progress: Progress; since: FullDay; nextStep: string | null }

/** What is computed of the days of a campaign's bodies. */
export type Course = { course: readonly Point[]; forecast: Forecast; leftAlone: readonly LeftAlone[] }
