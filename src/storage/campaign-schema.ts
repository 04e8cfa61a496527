import { integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import type { Kind } from '../core/body-kind.ts'
import type { LeftOut } from '../core/campaign.ts'
import type { MailLanguage } from '../core/mail-language.ts'
import { flag, fullDay, instant, uuid } from './columns.ts'

// Renewal drives, whom they reach, and who is courted beside them: private, and erasable.

/** Whom to write to or to call at a body. */
export const contacts = sqliteTable('contacts', {
  id: uuid('id').primaryKey(),
  body: uuid('body').notNull(),
  name: text('name').notNull(),
  role: text('role').notNull(),
  address: text('address'),
  phone: text('phone'),
  language: text('language').$type<MailLanguage>().notNull(),
  source: text('source').$type<'sign-up' | 'desk' | 'reply'>().notNull(),
  since: instant('since').notNull(),
  confirmedAt: instant('confirmed_at'),
  bouncedAt: instant('bounced_at'),
  endedAt: instant('ended_at'),
})

export const campaigns = sqliteTable('campaigns', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  fromEdition: uuid('from_edition'),
  toEdition: uuid('to_edition').notNull(),
  opensOn: fullDay('opens_on').notNull(),
  targetOn: fullDay('target_on').notNull(),
  closesOn: fullDay('closes_on').notNull(),
  target: integer('target').notNull(),
  chase: text('chase', { mode: 'json' }).$type<readonly number[]>().notNull(),
  quiet: flag('quiet'),
  madeAt: instant('made_at').notNull(),
  closedAt: instant('closed_at'),
})

export const waves = sqliteTable(
  'waves',
  {
    campaign: uuid('campaign').notNull(),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    kinds: text('kinds', { mode: 'json' }).$type<readonly Kind[]>().notNull(),
    onDay: fullDay('on_day').notNull(),
    sentAt: instant('sent_at'),
  },
  (table) => [primaryKey({ columns: [table.campaign, table.number] })],
)

/** One body in a campaign: facts and their days. Where it stands is computed from them. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: uuid('id').primaryKey(),
    campaign: uuid('campaign').notNull(),
    body: uuid('body').notNull(),
    kind: text('kind').$type<Kind>().notNull(),
    wave: integer('wave').notNull(),
    addedAt: instant('added_at').notNull(),
    checkedAt: instant('checked_at'),
    checkedBy: uuid('checked_by'),
    leftOut: text('left_out').$type<LeftOut>(),
    contact: uuid('contact'),
    invitedAt: instant('invited_at'),
    lastMail: uuid('last_mail'),
    lastMailAt: instant('last_mail_at'),
    reminders: integer('reminders').notNull(),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    bouncedAt: instant('bounced_at'),
    startedAt: instant('started_at'),
    signUp: uuid('sign_up'),
    boardOn: fullDay('board_on'),
    declinedAt: instant('declined_at'),
    declinedWords: text('declined_words'),
    stoppedAt: instant('stopped_at'),
    calledAt: instant('called_at'),
    owner: uuid('owner'),
    nextStep: text('next_step'),
    nextOn: fullDay('next_on'),
  },
  (table) => [unique().on(table.campaign, table.body)],
)

/** Bodies that have not signed and that somebody is courting. */
export const prospects = sqliteTable('prospects', {
  id: uuid('id').primaryKey(),
  body: uuid('body'),
  name: text('name').notNull(),
  kind: text('kind').$type<Kind>().notNull(),
  owner: uuid('owner').notNull(),
  nextStep: text('next_step').notNull(),
  nextOn: fullDay('next_on').notNull(),
  madeAt: instant('made_at').notNull(),
  closedAt: instant('closed_at'),
})

/** Calls and notes about an invitation or a prospect. */
export const notes = sqliteTable('notes', {
  id: uuid('id').primaryKey(),
  subject: uuid('subject').notNull(),
  at: instant('at').notNull(),
  coordinator: uuid('coordinator').notNull(),
  kind: text('kind').$type<'call' | 'note'>().notNull(),
  words: text('words').notNull(),
})

/** How often anything changed that a campaign is counted by, beside the log. Kept by triggers. */
export const campaignChanges = sqliteTable('campaign_changes', {
  id: integer('id').primaryKey(),
  count: integer('count').notNull(),
})
