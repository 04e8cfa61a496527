import * as v from 'valibot'
import { formatCanonicalJson, parseCanonicalJson } from '../encoding/canonical-json.ts'
import { Malformed } from '../encoding/malformed.ts'
import { kinds, parties, sectors } from './body-kind.ts'
import { Day, FullDay, Instant } from './day.ts'
import {
  approvers,
  count,
  days,
  hexDigest,
  isAny,
  isKindOfSector,
  language,
  origin,
  publicKey,
  saltedDigest,
  setOf,
  undertaking,
  uuid,
  vkey,
  yes,
} from './entry-fields.ts'

/** The most bytes a leaf may have. */
export const leafLimit = 4096

/** How a mandate came about. */
export const mandates = ['office', 'delegated', 'resolution', 'on-behalf-of-members'] as const
/** How a signing was made. */
export const methods = ['online', 'paper', 'historic'] as const
/** What the coordinator checked before accepting. */
export const checks = [
  'mailbox',
  'domain',
  'phone-back',
  'minute-seen',
  'introduced',
  'paper-seen',
  'source-cited',
] as const

/** Why something is erased (UK GDPR, Article 17(1)). */
export const grounds = ['consent-withdrawn', 'objection', 'no-longer-needed', 'unlawful', 'legal-obligation'] as const

export type Ground = (typeof grounds)[number]
export type Mandate = (typeof mandates)[number]
export type Method = (typeof methods)[number]
export type Check = (typeof checks)[number]

const head = { v: v.literal(1), id: uuid, at: Instant, sd: v.exactOptional(setOf(saltedDigest)) }

const text = v.strictObject({ language, sha256: hexDigest })
const relation = v.picklist(['successor', 'functions-to', 'continued-by'])
const succession = v.strictObject({ body: uuid, relation, evidence: v.exactOptional(saltedDigest) })
const endings = ['abolished', 'merged', 'split', 'wound-up'] as const
const signature = v.strictObject({
  on: v.exactOptional(Day),
  mandate: v.exactOptional(v.picklist(mandates)),
  decidedOn: v.exactOptional(Day),
})
const retention = v.strictObject({ unfinished: days, evidence: days, client: days, mails: days })
/** Days after which private records are erased, as an entry promises. */
export type Retention = v.InferOutput<typeof retention>

/**
 * The members of every entry type: the whole vocabulary of the log. Golden bytes of each are a test; they never change,
 * and a new member is a new `v`. What a person typed is never here but as the digest of a salted disclosure in `sd`.
 */
const members = [
  v.strictObject({
    ...head,
    type: v.literal('register.opened'),
    origin,
    demonstration: v.exactOptional(yes),
    keys: v.strictObject({ log: vkey, seal: hexDigest, jose: saltedDigest }),
    retention,
    continues: v.exactOptional(v.strictObject({ origin, size: count, root: hexDigest })),
  }),
  v.strictObject({ ...head, type: v.literal('register.amended'), retention: v.exactOptional(retention) }),
  v.strictObject({ ...head, type: v.literal('instrument.registered'), binds: setOf(v.picklist(parties)) }),
  v.pipe(
    v.strictObject({
      ...head,
      type: v.literal('edition.published'),
      instrument: uuid,
      texts: v.exactOptional(setOf(text)),
      reference: v.exactOptional(language),
      illustrative: v.exactOptional(yes),
      replaces: v.exactOptional(setOf(uuid)),
      agreedOn: v.exactOptional(Day),
      inForceFrom: Day,
      transitionEnds: v.exactOptional(FullDay),
      termEnds: v.exactOptional(FullDay),
      reviewBy: v.exactOptional(FullDay),
    }),
    // One text for each language, one of them the reference; or none, where no text is held.
    v.check(({ texts = [], reference }) => {
      const languages = new Set(texts.map((each) => each.language))
      return languages.size === texts.length && (reference ? languages.has(reference) : texts.length === 0)
    }),
  ),
  v.strictObject({ ...head, type: v.literal('edition.corrected'), edition: uuid, text, corrects: hexDigest }),
  v.pipe(
    v.strictObject({
      ...head,
      type: v.literal('edition.extended'),
      edition: uuid,
      transitionEnds: v.exactOptional(FullDay),
      termEnds: v.exactOptional(FullDay),
    }),
    v.check(({ transitionEnds, termEnds }) => isAny(transitionEnds, termEnds)),
  ),
  v.pipe(
    v.strictObject({
      ...head,
      type: v.literal('body.registered'),
      sector: v.picklist(sectors),
      kind: v.picklist(kinds),
      from: v.exactOptional(Day),
      predecessors: v.exactOptional(setOf(uuid)),
    }),
    v.check((body) => isKindOfSector(body)),
  ),
  v.strictObject({ ...head, type: v.literal('body.renamed'), body: uuid, from: Day }),
  v.pipe(
    v.strictObject({
      ...head,
      type: v.literal('body.corrected'),
      body: uuid,
      on: Day,
      sector: v.exactOptional(v.picklist(sectors)),
      kind: v.exactOptional(v.picklist(kinds)),
      ends: v.exactOptional(setOf(saltedDigest)),
    }),
    v.check((body) => isKindOfSector(body)),
    v.check(({ sector, ends, sd }) => isAny(sector, ends, sd)),
  ),
  v.strictObject({
    ...head,
    type: v.literal('body.end-announced'),
    body: uuid,
    on: Day,
    reason: v.picklist(endings),
  }),
  v.pipe(
    v.strictObject({
      ...head,
      type: v.literal('body.ended'),
      body: uuid,
      on: Day,
      reason: v.picklist([...endings, 'registered-twice']),
      successors: v.exactOptional(setOf(succession)),
    }),
    v.check(({ successors = [], sd = [] }) =>
      successors.every(({ evidence }) => evidence === undefined || sd.includes(evidence)),
    ),
  ),
  v.pipe(
    v.strictObject({
      ...head,
      type: v.literal('signing.recorded'),
      body: uuid,
      edition: uuid,
      language: v.exactOptional(language),
      text: v.exactOptional(hexDigest),
      method: v.picklist(methods),
      check: setOf(v.picklist(checks)),
      approvers,
      attestedOn: v.exactOptional(Day),
      signatures: v.pipe(v.array(signature), v.minLength(1), v.maxLength(2)),
    }),
    // What was read is known whole or not at all. Only of long ago may days, mandates and texts be missing, and then a
    // source says since when at the latest.
    v.check(({ language: read, text: digest, method, attestedOn, signatures }) => {
      const dated = signatures.every(({ on }) => on !== undefined)
      const certain = dated && digest !== undefined && signatures.every(({ mandate }) => mandate !== undefined)
      return (
        (read === undefined) === (digest === undefined) && (method === 'historic' ? dated || !!attestedOn : certain)
      )
    }),
  ),
  v.pipe(
    v.strictObject({
      ...head,
      type: v.literal('signing.corrected'),
      signing: uuid,
      signature: v.picklist([1, 2]),
      decidedOn: v.exactOptional(Day),
    }),
    v.check(({ decidedOn, sd }) => isAny(decidedOn, sd)),
  ),
  v.strictObject({ ...head, type: v.literal('signing.reaffirmed'), signing: uuid, on: FullDay }),
  v.strictObject({ ...head, type: v.literal('signing.withdrawn'), signing: uuid, on: FullDay }),
  v.strictObject({
    ...head,
    type: v.literal('signing.suspended'),
    signing: uuid,
    from: FullDay,
    reviewBy: FullDay,
    dispute: uuid,
    approvers,
  }),
  v.strictObject({ ...head, type: v.literal('signing.reinstated'), signing: uuid, from: FullDay, approvers }),
  v.strictObject({
    ...head,
    type: v.literal('signing.removed'),
    signing: uuid,
    on: FullDay,
    dispute: uuid,
    approvers,
  }),
  v.strictObject({
    ...head,
    type: v.literal('signing.voided'),
    signing: uuid,
    reason: v.picklist(['in-error', 'forged', 'without-consent']),
    approvers,
  }),
  v.strictObject({
    ...head,
    type: v.literal('certificate.issued'),
    signing: uuid,
    pdf: hexDigest,
    replaces: v.exactOptional(hexDigest),
  }),
  v.strictObject({ ...head, type: v.literal('list.published'), asAt: FullDay, size: count, bare: hexDigest }),
  v.strictObject({
    ...head,
    type: v.literal('champion.appointed'),
    body: uuid,
    kind: v.picklist(['elected-member', 'officer', 'vcs-representative', 'trustee']),
    edition: v.exactOptional(uuid),
    from: Day,
  }),
  v.strictObject({ ...head, type: v.literal('champion.stood-down'), champion: uuid, on: Day }),
  v.pipe(
    v.strictObject({
      ...head,
      type: v.literal('dispute.decided'),
      body: uuid,
      edition: v.exactOptional(uuid),
      undertakings: v.exactOptional(setOf(undertaking)),
      outcome: v.picklist(['not-upheld', 'resolved', 'upheld']),
      on: FullDay,
    }),
    // An undertaking has a number only within its edition.
    v.check(({ edition, undertakings }) => undertakings === undefined || edition !== undefined),
  ),
  v.strictObject({
    ...head,
    type: v.literal('review.concluded'),
    edition: uuid,
    outcome: v.picklist(['no-change', 'correction', 'new-edition']),
    on: Day,
  }),
  v.strictObject({
    ...head,
    type: v.literal('disclosure.erased'),
    entry: count,
    digests: setOf(saltedDigest),
    ground: v.picklist(grounds),
  }),
  v.strictObject({
    ...head,
    type: v.literal('key.rotated'),
    use: v.picklist(['log', 'seal', 'jose', 'witness']),
    key: publicKey,
    replaces: v.exactOptional(publicKey),
    reason: v.picklist(['made', 'routine', 'compromised', 'withdrawn']),
  }),
  v.strictObject({ ...head, type: v.literal('policy.changed'), policy: hexDigest }),
] as const

const schemas = new Map<unknown, (typeof members)[number]>(members.map((one) => [one.entries.type.literal, one]))
// Whether, not where; and only the schema of the type, as trying each in turn costs more than all the rest.
const anyMistake = { abortEarly: true } as const
const entry = v.lazy((value) => schemas.get(Reflect.get(Object(value), 'type')) ?? v.never())

/** Something the register accepts as having happened. Ids of what it creates are its own `id`. */
export type Entry = v.InferOutput<typeof entry>
export type EntryType = Entry['type']
export type EntryOf<Type extends EntryType> = Extract<Entry, { type: Type }>

/** Every entry type, in the order of the table. */
export const entryTypes: readonly EntryType[] = members.map((schema) => schema.entries.type.literal)

/** The leaf of an entry: RFC 8785 bytes, at most 4,096. An entry outside the table is a defect. */
export function formatLeaf(value: Entry): Uint8Array<ArrayBuffer> {
  const bytes = formatCanonicalJson(v.parse(entry, value, anyMistake))
  if (bytes.length > leafLimit) throw new RangeError('an entry is larger than a leaf may be')
  return bytes
}

/** The entry a leaf is; refuses what is not canonical, not in the table, or too long. */
export function parseLeaf(leaf: Uint8Array): Entry {
  if (leaf.length > leafLimit) throw new Malformed('malformed leaf: too long')
  const parsed = v.safeParse(entry, parseCanonicalJson(leaf), anyMistake)
  if (!parsed.success) throw new Malformed('malformed leaf: not in the table of entries')
  return parsed.output
}
