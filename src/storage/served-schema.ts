import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ProlongTrouble } from '../core/prolonging.ts'
import { bytes, fullDay, instant, uuid } from './columns.ts'

// The bytes that are served as stored.

export const texts = sqliteTable('texts', { sha256: text('sha256').primaryKey(), markdown: bytes('markdown') })

export const certificates = sqliteTable(
  'certificates',
  {
    signing: uuid('signing').notNull(),
    number: integer('number').notNull(),
    sha256: text('sha256').notNull(),
    pdf: bytes('pdf'),
  },
  (table) => [primaryKey({ columns: [table.signing, table.number] })],
)

export const certificateUpdates = sqliteTable(
  'certificate_updates',
  {
    signing: uuid('signing').notNull(),
    number: integer('number').notNull(),
    sequence: integer('sequence').notNull(),
    authority: text('authority'),
    policy: text('policy'),
    serial: text('serial'),
    stampedAt: instant('stamped_at'),
    holdsUntil: instant('holds_until'),
    due: instant('due'),
    bytes: bytes('bytes'),
  },
  (table) => [primaryKey({ columns: [table.signing, table.number, table.sequence] })],
)

export const certificateTries = sqliteTable(
  'certificate_tries',
  {
    signing: uuid('signing').notNull(),
    number: integer('number').notNull(),
    failingSince: instant('failing_since').notNull(),
    triedAt: instant('tried_at').notNull(),
    againAt: instant('again_at').notNull(),
    trouble: text('trouble').$type<ProlongTrouble>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.signing, table.number] })],
)

export const stampAnchors = sqliteTable('stamp_anchors', {
  sha256: text('sha256').primaryKey(),
  authority: text('authority').notNull(),
  der: bytes('der'),
})

export const publications = sqliteTable('publications', {
  name: text('name').primaryKey(),
  size: integer('size').notNull(),
  asAt: fullDay('as_at').notNull(),
  mediaType: text('media_type').notNull(),
  bytes: bytes('bytes'),
})

export const lists = sqliteTable('lists', {
  sequence: integer('sequence').primaryKey(),
  size: integer('size').notNull(),
  asAt: fullDay('as_at').notNull(),
  signedAt: instant('signed_at').notNull(),
  sha256: text('sha256').notNull(),
  seen: integer('seen').notNull(),
})
