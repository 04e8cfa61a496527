import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { fullDay, instant, uuid } from './columns.ts'

// Meetings at which many sign on one device: private, and erasable.

export const events = sqliteTable('events', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  onDay: fullDay('on_day').notNull(),
  edition: uuid('edition').notNull(),
  language: text('language').notNull(),
  madeAt: instant('made_at').notNull(),
  tries: integer('tries').notNull(),
  closedAt: instant('closed_at'),
})

/** A sign-up that is signed at an event. */
export const attendances = sqliteTable(
  'attendances',
  {
    event: uuid('event').notNull(),
    signUp: uuid('sign_up').notNull(),
    issue: integer('issue').notNull(),
    addedAt: instant('added_at').notNull(),
    mailedAt: instant('mailed_at'),
  },
  (table) => [primaryKey({ columns: [table.event, table.signUp] })],
)
