import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SignUp, SignUpDraft } from '../core/sign-up.ts'
import type { Confirmation } from '../core/evidence.ts'
import type { Level } from '../core/level.ts'
import type { EditionDraft } from '../core/edition-draft.ts'
import type { DeskAct } from '../core/desk-act.ts'
import type { DeskRole } from '../core/desk-role.ts'
import type { MailLanguage } from '../core/mail-language.ts'
import type { MailTrouble } from '../core/mail-state.ts'
import type { StampTrouble } from '../core/stamp-trouble.ts'
import type { Scope } from '../core/scope.ts'
import type { ScanType } from '../core/scan-file.ts'
import type { Transcript } from '../core/transcript.ts'
import { bytes, flag, fullDay, instant, uuid } from './columns.ts'

// What is never published and may be erased: people, drafts, links, codes, sessions and mails.

export const coordinators = sqliteTable('coordinators', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  address: text('address').notNull(),
  employer: text('employer'),
  startedAt: instant('started_at').notNull(),
  endedAt: instant('ended_at'),
  role: text('role').$type<DeskRole>().notNull(),
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
  outcome: text('outcome').$type<NonNullable<SignUp['outcome']>>(),
  changedAt: instant('changed_at').notNull(),
  returnedAt: instant('returned_at'),
  returnedWords: text('returned_words'),
  endedWords: text('ended_words'),
  boardOn: fullDay('board_on'),
  warnedAt: instant('warned_at'),
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
    checks: text('checks', { mode: 'json' }).$type<readonly Level[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.signUp, table.coordinator] })],
)

export const links = sqliteTable('links', {
  id: uuid('id').primaryKey(),
  purpose: text('purpose').$type<'resume' | 'signature' | 'desk' | 'invitation' | 'calendar'>().notNull(),
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
  begunAt: instant('begun_at').notNull(),
  client: text('client'),
  confirmedBy: text('confirmed_by').$type<Confirmation>(),
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
  language: text('language').$type<MailLanguage>().notNull(),
  invitation: uuid('invitation'),
  dueAt: instant('due_at'),
  tries: integer('tries').notNull(),
  sentAt: instant('sent_at'),
  deliveredAt: instant('delivered_at'),
  bouncedAt: instant('bounced_at'),
  deadAt: instant('dead_at'),
  trouble: text('trouble').$type<MailTrouble>(),
  settledAt: instant('settled_at'),
  carriedAs: text('carried_as'),
})

/** Acts that a second coordinator has to agree to. */
export const proposals = sqliteTable('proposals', {
  id: uuid('id').primaryKey(),
  act: text('act', { mode: 'json' }).$type<DeskAct>().notNull(),
  proposer: uuid('proposer').notNull(),
  at: instant('at').notNull(),
  closedAt: instant('closed_at'),
  outcome: text('outcome').$type<'approved' | 'turned-down'>(),
  closer: uuid('closer'),
  words: text('words'),
})

/** Mistakes that somebody reported. */
export const reports = sqliteTable('reports', {
  id: uuid('id').primaryKey(),
  at: instant('at').notNull(),
  entry: integer('entry'),
  place: text('place').notNull(),
  words: text('words').notNull(),
  address: text('address'),
  closedAt: instant('closed_at'),
  outcome: text('outcome').$type<'corrected' | 'no-mistake'>(),
  answer: text('answer'),
})

/** Editions that are being written. */
export const editionDrafts = sqliteTable('edition_drafts', {
  id: uuid('id').primaryKey(),
  draft: text('draft', { mode: 'json' }).$type<EditionDraft>().notNull(),
  revision: integer('revision').notNull(),
  changedAt: instant('changed_at').notNull(),
  agreedAt: instant('agreed_at'),
  edition: uuid('edition'),
})

/** Scans of what was signed on paper, and what was typed from them. */
export const scans = sqliteTable('scans', {
  signUp: uuid('sign_up').primaryKey(),
  mediaType: text('media_type').$type<ScanType>().notNull(),
  sha256: text('sha256').notNull(),
  bytes: bytes('bytes'),
  transcript: text('transcript', { mode: 'json' }).$type<Transcript>().notNull(),
  at: instant('at').notNull(),
  coordinator: uuid('coordinator'),
})

/** The tokens of a coordinator's programs, by their digests. */
export const tokens = sqliteTable('tokens', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  scopes: text('scopes', { mode: 'json' }).$type<readonly Scope[]>().notNull(),
  coordinator: uuid('coordinator').notNull(),
  madeAt: instant('made_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  endedAt: instant('ended_at'),
})

/** What was answered to a request that may come again. */
export const repeats = sqliteTable(
  'repeats',
  {
    subject: text('subject').notNull(),
    key: text('key').notNull(),
    request: text('request').notNull(),
    answer: text('answer'),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.key] })],
)

/** Whether a body's website answered. */
export const siteChecks = sqliteTable('site_checks', {
  body: uuid('body').primaryKey(),
  address: text('address').notNull(),
  at: instant('at').notNull(),
  failingSince: instant('failing_since'),
})

/** The keys in a telephone or a computer by which a coordinator signs in. */
export const passkeys = sqliteTable('passkeys', {
  id: text('id').primaryKey(),
  coordinator: uuid('coordinator').notNull(),
  name: text('name').notNull(),
  publicKey: bytes('public_key'),
  counter: integer('counter').notNull(),
  transports: text('transports', { mode: 'json' }).$type<readonly string[]>().notNull(),
  madeAt: instant('made_at').notNull(),
  usedAt: instant('used_at'),
})

/** What was signed with a passkey, once. */
export const challenges = sqliteTable('challenges', {
  id: uuid('id').primaryKey(),
  expiresAt: instant('expires_at').notNull(),
})

/** What was done at the desk. A row without a status was begun and not answered. */
export const trail = sqliteTable('trail', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  at: instant('at').notNull(),
  coordinator: uuid('coordinator').notNull(),
  token: text('token'),
  route: text('route').notNull(),
  subject: text('subject'),
  status: integer('status'),
})

/** When a job of the clock last began, ended, and was done without trouble. */
export const jobRuns = sqliteTable('job_runs', {
  job: text('job').primaryKey(),
  begunAt: instant('begun_at').notNull(),
  endedAt: instant('ended_at'),
  doneAt: instant('done_at'),
  reference: text('reference'),
})

export const stampTries = sqliteTable('stamp_tries', {
  authority: text('authority').primaryKey(),
  triedAt: instant('tried_at').notNull(),
  goodAt: instant('good_at'),
  trouble: text('trouble').$type<StampTrouble>(),
})
