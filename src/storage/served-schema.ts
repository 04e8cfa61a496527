import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
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
