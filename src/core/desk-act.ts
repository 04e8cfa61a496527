import * as v from 'valibot'
import { kinds } from './body-kind.ts'
import { Day, FullDay } from './day.ts'
import { language, uuid } from './entry-fields.ts'
import { parseFormattedIdentifier } from './identifier.ts'
import type { Uuid } from './uuid.ts'
import { unlessMalformed } from '../encoding/malformed.ts'

// What a coordinator decides about a body, a signing or an edition that is on the register. The same words are what the
// API takes, what a form is read into, and what waits for a second coordinator.

const words = v.pipe(v.string('Write this as text'), v.trim(), v.minLength(1, 'Fill this in'), v.maxLength(300))
/** Some lines that somebody writes: a reason, a reply, an account. */
export const prose = v.pipe(v.string('Write this as text'), v.trim(), v.minLength(1, 'Fill this in'), v.maxLength(2000))
const day = v.config(Day, { message: 'Write the day as 2026-03-27, 2026-03 or 2026' })
const fullDay = v.config(FullDay, { message: 'Write the day as 2026-03-27' })
const number = v.pipe(
  words,
  v.check(
    (typed) => unlessMalformed(() => parseFormattedIdentifier(typed)) !== undefined,
    'Write it as GB-CHC-1173575',
  ),
)

/** Why a body ends, or is about to. */
export const endings = ['abolished', 'merged', 'split', 'wound-up'] as const
/** What comes after a body. */
export const relations = ['successor', 'functions-to', 'continued-by'] as const
/** Why a signing should never have been recorded. */
export const errors = ['in-error', 'forged', 'without-consent'] as const
/** What comes of looking at an edition again. */
export const reviewOutcomes = ['no-change', 'correction', 'new-edition'] as const

/** How many other bodies may come after one: with the evidence of each, these have room in its entry. */
export const mostSuccessors = 25
/** How many others one may be made from. */
export const mostPredecessors = 40
/** How many bodies one reorganisation may make. */
const mostMade = 20

const newBody = v.strictObject({
  name: words,
  kind: v.picklist(kinds),
  identifiers: v.exactOptional(v.array(number)),
  website: v.exactOptional(words),
  area: v.exactOptional(words),
})

const ofBody = { body: uuid }
const ofSigning = { signing: uuid }
/** What a panel found, when the body was told of it, and what it replied. */
const panel = { decidedOn: fullDay, noticeOn: fullDay, reason: prose, reply: v.exactOptional(prose) }

/** Everything that may be decided, by its name. */
export const deskActs = {
  'rename-body': v.strictObject({
    act: v.literal('rename-body'),
    ...ofBody,
    name: words,
    welsh: v.exactOptional(words),
    from: day,
  }),
  'correct-body': v.strictObject({
    act: v.literal('correct-body'),
    ...ofBody,
    on: day,
    kind: v.exactOptional(v.picklist(kinds)),
    website: v.exactOptional(words),
    area: v.exactOptional(words),
    adds: v.exactOptional(v.array(number)),
    /** Numbers that no longer hold. */
    ends: v.exactOptional(v.array(number)),
  }),
  'announce-end': v.strictObject({ act: v.literal('announce-end'), ...ofBody, on: day, reason: v.picklist(endings) }),
  'end-body': v.strictObject({
    act: v.literal('end-body'),
    ...ofBody,
    on: day,
    reason: v.picklist([...endings, 'registered-twice']),
    successors: v.pipe(
      v.array(v.strictObject({ body: uuid, relation: v.picklist(relations) })),
      v.maxLength(mostSuccessors),
    ),
    source: v.exactOptional(prose),
  }),
  'reorganise-bodies': v.strictObject({
    act: v.literal('reorganise-bodies'),
    /** The first day of what is made; what ends with it ends the day before. */
    on: day,
    made: v.pipe(v.array(newBody), v.minLength(1, 'Say what was made'), v.maxLength(mostMade)),
    /** What it was made from, and how each goes on in what was made. */
    from: v.exactOptional(
      v.pipe(v.array(v.strictObject({ body: uuid, relation: v.picklist(relations) })), v.maxLength(mostPredecessors)),
    ),
    /** Why all of those end with it; without it, none does. */
    ends: v.exactOptional(v.picklist(endings)),
    source: v.exactOptional(prose),
  }),
  'withdraw-signing': v.strictObject({
    act: v.literal('withdraw-signing'),
    ...ofSigning,
    on: fullDay,
    /** How the body said so; never published. */
    evidence: prose,
    reason: v.exactOptional(prose),
  }),
  'reaffirm-signing': v.strictObject({
    act: v.literal('reaffirm-signing'),
    ...ofSigning,
    on: fullDay,
    role: words,
    /** How the body said so; never published. */
    evidence: prose,
  }),
  'correct-signing': v.strictObject({
    act: v.literal('correct-signing'),
    ...ofSigning,
    signature: v.picklist([1, 2]),
    decidedOn: v.exactOptional(day),
    minute: v.exactOptional(words),
    role: v.exactOptional(words),
    reason: prose,
  }),
  'suspend-signing': v.strictObject({
    act: v.literal('suspend-signing'),
    ...ofSigning,
    from: fullDay,
    reviewBy: fullDay,
    ...panel,
  }),
  /** A panel looked at a suspension again, and it goes on. */
  'continue-suspension': v.strictObject({
    act: v.literal('continue-suspension'),
    ...ofSigning,
    reviewBy: fullDay,
    ...panel,
  }),
  'reinstate-signing': v.strictObject({
    act: v.literal('reinstate-signing'),
    ...ofSigning,
    from: fullDay,
    reason: prose,
  }),
  'remove-signing': v.strictObject({ act: v.literal('remove-signing'), ...ofSigning, on: fullDay, ...panel }),
  'void-signing': v.strictObject({
    act: v.literal('void-signing'),
    ...ofSigning,
    reason: v.picklist(errors),
    /** What happened; never published. */
    evidence: prose,
  }),
  'extend-edition': v.strictObject({
    act: v.literal('extend-edition'),
    edition: uuid,
    transitionEnds: v.exactOptional(fullDay),
    termEnds: v.exactOptional(fullDay),
    reason: prose,
  }),
  'conclude-review': v.strictObject({
    act: v.literal('conclude-review'),
    edition: uuid,
    on: fullDay,
    outcome: v.picklist(reviewOutcomes),
    /** By when it is looked at again; without it, nobody has said. */
    nextBy: v.exactOptional(fullDay),
    reason: prose,
  }),
  'correct-edition': v.strictObject({
    act: v.literal('correct-edition'),
    edition: uuid,
    language: v.config(language, { message: 'Write the language as two or three small letters, like en' }),
    /** The whole text as it should be, in the form that is hashed. */
    text: v.pipe(
      v.string('Write this as text'),
      v.minLength(1, 'Paste the text'),
      v.maxLength(500_000, 'This text is too long'),
    ),
    /** What was wrong; the meaning stays. */
    reason: prose,
  }),
} as const

/** Something a coordinator decided. */
export const DeskAct = v.variant('act', Object.values(deskActs))
export type DeskAct = v.InferOutput<typeof DeskAct>
export type DeskActName = DeskAct['act']
export type DeskActOf<Name extends DeskActName> = Extract<DeskAct, { act: Name }>

/** An act upon a body, upon a signing, upon an edition. */
export type BodyAct = Extract<DeskAct, { body: Uuid }>
export type SigningAct = Extract<DeskAct, { signing: Uuid }>
export type EditionAct = Extract<DeskAct, { edition: Uuid }>

const grave: ReadonlySet<DeskActName> = new Set([
  'suspend-signing',
  'continue-suspension',
  'reinstate-signing',
  'remove-signing',
  'void-signing',
  'correct-edition',
])

/** Whether a second coordinator has to agree. */
export function needsSecond({ act }: Pick<DeskAct, 'act'>): boolean {
  return grave.has(act)
}
