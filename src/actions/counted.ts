import type { Uuid } from '../core/uuid.ts'
import type { Database } from '../storage/database.ts'
import type { JudgedGroup } from './judge-invitation.ts'
import type { Course } from './tell-progress.ts'

/** What was counted of campaigns, and of which version: of many bodies it takes a while, and of the same it is the same. */
export type Counted = WeakMap<Database, { groups: Kept<readonly JudgedGroup[]>; course: Kept<Course> }>

export type Kept<Value> = Map<Uuid, { version: string; value: Value }>
