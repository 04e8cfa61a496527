import type { Uuid } from '../core/uuid.ts'
import type { Database } from '../storage/database.ts'
import type { DayGroup, Untouched } from '../storage/read/campaign-days.ts'
import type { FactGroup } from '../storage/read/campaigns.ts'

/** What was counted of campaigns, and of which version: of many bodies it takes a while, and of the same it is the same. */
export type Counted = WeakMap<Database, { facts: Kept<readonly FactGroup[]>; course: Kept<Course> }>

export type Kept<Value> = Map<Uuid, { version: string; value: Value }>

/** The days of a campaign, and who was left alone in it. */
export type Course = { days: readonly DayGroup[]; untouched: readonly Untouched[] }
