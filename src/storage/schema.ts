import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Kind, Party, Sector } from '../core/body-kind.ts'
import type { Check, Ground, Mandate, Method } from '../core/entry.ts'
import type { KeyUse, SigningAct, SlugNoun, View, Views } from '../core/views.ts'
import { bytes, day, flag, fullDay, instant, uuid } from './columns.ts'

// The log and the views of it. The rules that matter (STRICT, CHECK, foreign keys,
// triggers) stand in drizzle/*.sql; a test holds the two together.

const position = integer('position').notNull()

export const entries = sqliteTable('entries', {
  position: integer('position').primaryKey(),
  key: text('key').notNull(),
  id: uuid('id').notNull(),
  leaf: bytes('leaf'),
  leafHash: bytes('leaf_hash'),
})

export const disclosures = sqliteTable('disclosures', {
  digest: text('digest').primaryKey(),
  position,
  name: text('name').notNull(),
  text: text('text').notNull(),
  public: flag('public'),
})

export const tileHashes = sqliteTable(
  'tile_hashes',
  { level: integer('level').notNull(), position, hash: bytes('hash') },
  (table) => [primaryKey({ columns: [table.level, table.position] })],
)

export const checkpoints = sqliteTable('checkpoints', {
  size: integer('size').primaryKey(),
  root: bytes('root'),
  note: text('note').notNull(),
  signedAt: instant('signed_at').notNull(),
})

/** The checkpoints that the world has been shown. */
export const published = sqliteTable('published', { size: integer('size').primaryKey(), at: instant('at').notNull() })

/** Why nothing is written and nothing signed. */
export const halts = sqliteTable('halts', { reason: text('reason').primaryKey(), at: instant('at').notNull() })

/** How far the register has read its own log on a day. */
export const audits = sqliteTable('audits', {
  day: fullDay('day').primaryKey(),
  position: integer('position').notNull(),
  finishedAt: instant('finished_at'),
})

export const register = sqliteTable('register', {
  position: integer('position').primaryKey(),
  origin: text('origin').notNull(),
  name: text('name').notNull(),
  custodian: text('custodian').notNull(),
  prefix: text('prefix').notNull(),
  demonstration: flag('demonstration'),
})

export const instruments = sqliteTable('instruments', {
  position,
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  area: text('area'),
  binds: text('binds', { mode: 'json' }).$type<readonly Party[]>().notNull(),
})

export const editions = sqliteTable('editions', {
  position,
  id: uuid('id').primaryKey(),
  instrument: uuid('instrument').notNull(),
  slug: text('slug').notNull(),
  label: text('label').notNull(),
  reference: text('reference'),
  illustrative: flag('illustrative'),
  agreedOn: day('agreed_on'),
  inForceFrom: day('in_force_from').notNull(),
  transitionEnds: fullDay('transition_ends'),
  termEnds: fullDay('term_ends'),
  reviewBy: fullDay('review_by'),
})

export const editionTexts = sqliteTable(
  'edition_texts',
  {
    position,
    edition: uuid('edition').notNull(),
    language: text('language').notNull(),
    sha256: text('sha256').notNull(),
  },
  (table) => [primaryKey({ columns: [table.edition, table.language] })],
)

export const formerTexts = sqliteTable(
  'former_texts',
  {
    position,
    edition: uuid('edition').notNull(),
    language: text('language').notNull(),
    sha256: text('sha256').notNull(),
  },
  (table) => [primaryKey({ columns: [table.position, table.edition, table.language] })],
)

export const replacements = sqliteTable(
  'replacements',
  { position, edition: uuid('edition').notNull(), replaces: uuid('replaces').notNull() },
  (table) => [primaryKey({ columns: [table.edition, table.replaces] })],
)

export const bodies = sqliteTable('bodies', {
  position,
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  folded: text('folded').notNull(),
  sector: text('sector').$type<Sector>().notNull(),
  kind: text('kind').$type<Kind>().notNull(),
  website: text('website'),
  area: text('area'),
  startedOn: day('started_on'),
  endAnnounced: day('end_announced'),
  endedOn: day('ended_on'),
  endReason: text('end_reason').$type<NonNullable<Views['bodies']['endReason']>>(),
  endAnnouncedAs: text('end_announced_as').$type<NonNullable<Views['bodies']['endAnnouncedAs']>>(),
})

export const bodyNames = sqliteTable(
  'body_names',
  {
    position,
    body: uuid('body').notNull(),
    language: text('language').notNull(),
    name: text('name').notNull(),
    folded: text('folded').notNull(),
    fromDay: day('from_day'),
    words: text('words', { mode: 'json' }).$type<readonly string[]>().notNull(),
    initials: text('initials', { mode: 'json' }).$type<readonly string[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.body, table.position, table.language] })],
)

export const slugs = sqliteTable(
  'slugs',
  { position, noun: text('noun').$type<SlugNoun>().notNull(), slug: text('slug').notNull(), id: uuid('id').notNull() },
  (table) => [primaryKey({ columns: [table.noun, table.slug] })],
)

export const identifiers = sqliteTable('identifiers', {
  position,
  body: uuid('body').notNull(),
  digest: text('digest').primaryKey(),
  identifier: text('identifier').notNull(),
  endedOn: day('ended_on'),
})

export const successions = sqliteTable(
  'successions',
  {
    position,
    body: uuid('body').notNull(),
    successor: uuid('successor').notNull(),
    relation: text('relation').$type<Views['successions']['relation']>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.body, table.successor, table.relation] })],
)

export const predecessors = sqliteTable(
  'predecessors',
  { position, body: uuid('body').notNull(), predecessor: uuid('predecessor').notNull() },
  (table) => [primaryKey({ columns: [table.body, table.predecessor] })],
)

export const signings = sqliteTable('signings', {
  position,
  id: uuid('id').primaryKey(),
  rank: integer('rank').notNull(),
  reference: text('reference').notNull(),
  body: uuid('body').notNull(),
  edition: uuid('edition').notNull(),
  language: text('language'),
  text: text('text'),
  method: text('method').$type<Method>().notNull(),
  check: text('check', { mode: 'json' }).$type<readonly Check[]>().notNull(),
  approvers: integer('approvers').notNull(),
  attestedOn: day('attested_on'),
  signedOn: day('signed_on'),
})

export const signatures = sqliteTable(
  'signatures',
  {
    position,
    signing: uuid('signing').notNull(),
    number: integer('number').notNull(),
    onDay: day('on_day'),
    mandate: text('mandate').$type<Mandate>(),
    decidedOn: day('decided_on'),
    name: text('name'),
    role: text('role'),
    minute: text('minute'),
  },
  (table) => [primaryKey({ columns: [table.signing, table.number] })],
)

export const signingActs = sqliteTable('signing_acts', {
  position: integer('position').primaryKey(),
  signing: uuid('signing').notNull(),
  act: text('act').$type<SigningAct>().notNull(),
  onDay: fullDay('on_day'),
  reviewBy: fullDay('review_by'),
  ground: text('ground'),
})

export const issues = sqliteTable('issues', {
  position: integer('position').primaryKey(),
  signing: uuid('signing').notNull(),
  pdf: text('pdf').notNull(),
})

export const erasures = sqliteTable(
  'erasures',
  {
    position,
    digest: text('digest').notNull(),
    entry: integer('entry').notNull(),
    signing: uuid('signing'),
    field: text('field'),
    ground: text('ground').$type<Ground>().notNull(),
    onDay: fullDay('on_day').notNull(),
  },
  (table) => [primaryKey({ columns: [table.digest, table.position] })],
)

export const rotations = sqliteTable(
  'rotations',
  {
    position,
    use: text('use').$type<KeyUse>().notNull(),
    key: text('key').notNull(),
    reason: text('reason').$type<Views['rotations']['reason']>().notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.position, table.use] })],
)

/** Which words a body is found by, and in how long a name; `body` is the position of its first entry. Kept by triggers. */
export const bodyWords = sqliteTable(
  'body_words',
  { word: text('word').notNull(), size: integer('size').notNull(), body: integer('body').notNull() },
  (table) => [primaryKey({ columns: [table.word, table.size, table.body] })],
)

/** Every word that some body is found by, under each of its shapes. Kept by triggers. */
export const wordShapes = sqliteTable(
  'word_shapes',
  { shape: text('shape').notNull(), word: text('word').notNull() },
  (table) => [primaryKey({ columns: [table.shape, table.word] })],
)

/** How often the views were made anew, and by which version of the projection. */
export const projections = sqliteTable('projections', {
  made: integer('made').primaryKey(),
  version: integer('version').notNull(),
})

/** The table behind each view. */
export const viewTables = {
  register,
  instruments,
  editions,
  editionTexts,
  formerTexts,
  replacements,
  bodies,
  bodyNames,
  slugs,
  identifiers,
  successions,
  predecessors,
  signings,
  signatures,
  signingActs,
  issues,
  erasures,
  rotations,
} as const satisfies Record<View, unknown>
