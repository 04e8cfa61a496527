import { blob, integer, text } from 'drizzle-orm/sqlite-core'
import type { Day, FullDay, Instant } from '../core/day.ts'
import type { Uuid } from '../core/uuid.ts'

/** Columns by what they hold, with the brand that the writer's parser gave it. */
export const uuid = (name: string) => text(name).$type<Uuid>()
export const day = (name: string) => text(name).$type<Day>()
export const fullDay = (name: string) => text(name).$type<FullDay>()
export const instant = (name: string) => text(name).$type<Instant>()
export const bytes = (name: string) => blob(name).$type<Uint8Array>().notNull()
export const flag = (name: string) => integer(name, { mode: 'boolean' }).notNull()
