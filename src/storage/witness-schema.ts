import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Trouble } from '../core/trouble.ts'
import { bytes, instant } from './columns.ts'

// Who witnesses this log, and whose logs it witnesses. The rules stand in drizzle/*.sql, as for the other tables.

/** What others signed of a checkpoint of ours: the newest line of each key. `time` is in seconds since 1970. */
export const cosignatures = sqliteTable(
  'cosignatures',
  {
    size: integer('size').notNull(),
    name: text('name').notNull(),
    keyId: bytes('key_id'),
    time: integer('time').notNull(),
    line: text('line').notNull(),
  },
  (table) => [primaryKey({ columns: [table.size, table.name, table.keyId] })],
)

/** The text behind the digest of a `policy.changed`. */
export const policies = sqliteTable('policies', {
  position: integer('position').primaryKey(),
  sha256: text('sha256').notNull(),
  text: text('text').notNull(),
})

/** Other people's logs that this register witnesses, or did: the largest tree it has cosigned of each, and with which lines. */
export const watched = sqliteTable('watched', {
  origin: text('origin').primaryKey(),
  vkey: text('vkey').notNull(),
  address: text('address').notNull(),
  size: integer('size').notNull(),
  root: bytes('root'),
  note: text('note'),
  line: text('line'),
  time: integer('time').notNull().default(0),
  endedAt: instant('ended_at'),
})

/** Checkpoints that a log signed and that contradict what it signed before. */
export const contradictions = sqliteTable(
  'contradictions',
  { origin: text('origin').notNull(), at: instant('at').notNull(), note: text('note').notNull() },
  (table) => [primaryKey({ columns: [table.origin, table.note] })],
)

/** What is wrong with a witness of ours, and since when; no row where all is well. */
export const troubles = sqliteTable('troubles', {
  vkey: text('vkey').primaryKey(),
  trouble: text('trouble').$type<Trouble>().notNull(),
  since: instant('since').notNull(),
  askedAt: instant('asked_at').notNull(),
})
