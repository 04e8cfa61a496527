import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SignUpDraft } from '../core/sign-up.ts'
import type { Check } from '../core/entry.ts'
import { flag, instant, uuid } from './columns.ts'

// What is never published and may be erased: people, drafts, links, codes, sessions and mails.

export const coordinators = sqliteTable('coordinators', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  address: text('address').notNull(),
  employer: text('employer'),
  startedAt: instant('started_at').notNull(),
  endedAt: instant('ended_at'),
})

export const signUps = sqliteTable('sign_ups', {
  id: uuid('id').primaryKey(),
  startedAt: instant('started_at').notNull(),
  preparerName: text('preparer_name').notNull(),
  preparerAddress: text('preparer_address').notNull(),
  draft: text('draft', { mode: 'json' }).$type<SignUpDraft>().notNull(),
  revision: integer('revision').notNull(),
  sentAt: instant('sent_at'),
  closedAt: instant('closed_at'),
  outcome: text('outcome').$type<'accepted'>(),
  changedAt: instant('changed_at').notNull(),
  returnedAt: instant('returned_at'),
  returnedWords: text('returned_words'),
})

export const acts = sqliteTable(
  'acts',
  {
    signUp: uuid('sign_up').notNull(),
    signatory: integer('signatory').notNull(),
    edition: uuid('edition').notNull(),
    language: text('language').notNull(),
    text: text('text').notNull(),
    at: instant('at').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    statement: text('statement').notNull(),
    evidence: text('evidence').notNull(),
    client: text('client'),
  },
  (table) => [primaryKey({ columns: [table.signUp, table.signatory, table.edition] })],
)

export const approvals = sqliteTable(
  'approvals',
  {
    signUp: uuid('sign_up').notNull(),
    coordinator: uuid('coordinator').notNull(),
    at: instant('at').notNull(),
    checks: text('checks', { mode: 'json' }).$type<readonly Check[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.signUp, table.coordinator] })],
)

export const links = sqliteTable('links', {
  id: uuid('id').primaryKey(),
  purpose: text('purpose').$type<'resume' | 'signature' | 'desk'>().notNull(),
  subject: uuid('subject').notNull(),
  signatory: integer('signatory'),
  issue: integer('issue').notNull(),
  expiresAt: instant('expires_at').notNull(),
  spentAt: instant('spent_at'),
})

export const codes = sqliteTable('codes', {
  id: uuid('id').primaryKey(),
  purpose: text('purpose').$type<'signature' | 'desk'>().notNull(),
  subject: uuid('subject').notNull(),
  tries: integer('tries').notNull(),
  expiresAt: instant('expires_at').notNull(),
  spentAt: instant('spent_at'),
  enteredAt: instant('entered_at'),
})

export const sessions = sqliteTable('sessions', {
  id: uuid('id').primaryKey(),
  role: text('role').$type<'preparer' | 'invited' | 'signatory' | 'coordinator'>().notNull(),
  subject: uuid('subject').notNull(),
  signatory: integer('signatory'),
  expiresAt: instant('expires_at').notNull(),
  endedAt: instant('ended_at'),
})

export const mails = sqliteTable('mails', {
  id: uuid('id').primaryKey(),
  at: instant('at').notNull(),
  address: text('address').notNull(),
  template: text('template').notNull(),
  slots: text('slots', { mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
  link: uuid('link'),
  code: uuid('code'),
  asked: flag('asked'),
  issue: integer('issue'),
})
