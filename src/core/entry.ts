import * as v from 'valibot'
import { formatCanonicalJson, formatCanonicalText, parseCanonicalJson, type Json } from '../encoding/canonical-json.ts'
import { Malformed } from '../encoding/malformed.ts'
import { kinds, parties, sectors } from './body-kind.ts'
import { Day, FullDay, Instant } from './day.ts'
import { isUuid, type Uuid } from './uuid.ts'

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

export type Mandate = (typeof mandates)[number]
export type Method = (typeof methods)[number]
export type Check = (typeof checks)[number]

const uuid = v.custom<Uuid>(isUuid)
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const hexDigest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const saltedDigest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))
const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))
const approvers = v.picklist([1, 2])
const days = v.pipe(count, v.maxValue(36_525))
const yes = v.literal(true)

/** An array whose order has no meaning: ascending, nothing twice, never empty (absent says empty). */
function setOf<const Item extends v.GenericSchema<Json>>(item: Item) {
  return v.pipe(
    v.array(item),
    v.minLength(1),
    v.check((items) => {
      const texts = items.map(formatCanonicalText)
      return texts.every((text, n) => n === 0 || (texts[n - 1] ?? '') < text)
    }),
  )
}

const head = { v: v.literal(1), id: uuid, at: Instant, sd: v.exactOptional(setOf(saltedDigest)) }

const text = v.strictObject({ language, sha256: hexDigest })
const relation = v.picklist(['successor', 'functions-to', 'continued-by'])
const succession = v.strictObject({ body: uuid, relation })
const signature = v.strictObject({
  on: v.exactOptional(Day),
  mandate: v.exactOptional(v.picklist(mandates)),
  decidedOn: v.exactOptional(Day),
})
const keys = v.strictObject({ log: v.string(), seal: hexDigest, jose: saltedDigest })
const retention = v.strictObject({ unfinished: days, evidence: days, client: days })

/**
 * The members of every entry type: the whole vocabulary of the log. Golden bytes of each are a test; they never change,
 * and a new member is a new `v`. What a person typed is never here but as the digest of a salted disclosure in `sd`.
 */
const members = [
  v.strictObject({
    ...head,
    type: v.literal('register.opened'),
    origin: v.string(),
    demonstration: v.exactOptional(yes),
    keys,
    retention,
  }),
  v.strictObject({ ...head, type: v.literal('register.amended'), retention: v.exactOptional(retention) }),
  v.strictObject({ ...head, type: v.literal('instrument.registered'), binds: setOf(v.picklist(parties)) }),
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
  v.strictObject({ ...head, type: v.literal('edition.corrected'), edition: uuid, text, corrects: hexDigest }),
  v.strictObject({
    ...head,
    type: v.literal('edition.extended'),
    edition: uuid,
    transitionEnds: v.exactOptional(FullDay),
    termEnds: v.exactOptional(FullDay),
  }),
  v.strictObject({
    ...head,
    type: v.literal('body.registered'),
    sector: v.picklist(sectors),
    kind: v.picklist(kinds),
    from: v.exactOptional(Day),
    predecessors: v.exactOptional(setOf(uuid)),
  }),
  v.strictObject({ ...head, type: v.literal('body.renamed'), body: uuid, from: Day }),
  v.strictObject({
    ...head,
    type: v.literal('body.corrected'),
    body: uuid,
    on: Day,
    sector: v.exactOptional(v.picklist(sectors)),
    kind: v.exactOptional(v.picklist(kinds)),
    ends: v.exactOptional(setOf(saltedDigest)),
  }),
  v.strictObject({ ...head, type: v.literal('body.end-announced'), body: uuid, on: Day }),
  v.strictObject({
    ...head,
    type: v.literal('body.ended'),
    body: uuid,
    on: Day,
    reason: v.picklist(['abolished', 'merged', 'split', 'wound-up', 'registered-twice']),
    successors: v.exactOptional(setOf(succession)),
  }),
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
  v.strictObject({
    ...head,
    type: v.literal('signing.corrected'),
    signing: uuid,
    signature: v.picklist([1, 2]),
    decidedOn: v.exactOptional(Day),
  }),
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
    from: FullDay,
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
  v.strictObject({
    ...head,
    type: v.literal('dispute.decided'),
    body: uuid,
    outcome: v.picklist(['not-upheld', 'resolved', 'upheld']),
    on: FullDay,
  }),
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
    ground: v.picklist(['consent-withdrawn', 'objection', 'no-longer-needed', 'unlawful', 'legal-obligation']),
  }),
  v.strictObject({
    ...head,
    type: v.literal('key.rotated'),
    use: v.picklist(['log', 'seal', 'jose', 'witness']),
    key: v.string(),
    replaces: v.exactOptional(v.string()),
    reason: v.picklist(['made', 'routine', 'compromised', 'withdrawn']),
  }),
  v.strictObject({ ...head, type: v.literal('policy.changed'), policy: hexDigest }),
] as const

const entry = v.variant('type', members)

/** Something the register accepts as having happened. Ids of what it creates are its own `id`. */
export type Entry = v.InferOutput<typeof entry>
export type EntryType = Entry['type']
export type EntryOf<Type extends EntryType> = Extract<Entry, { type: Type }>

/** Every entry type, in the order of the table. */
export const entryTypes: readonly EntryType[] = members.map((schema) => schema.entries.type.literal)

/** The leaf of an entry: RFC 8785 bytes, at most 4,096. An entry outside the table is a defect. */
export function formatLeaf(value: Entry): Uint8Array<ArrayBuffer> {
  const bytes = formatCanonicalJson(v.parse(entry, value))
  if (bytes.length > leafLimit) throw new RangeError('an entry is larger than a leaf may be')
  return bytes
}

/** The entry a leaf is; refuses what is not canonical, not in the table, or too long. */
export function parseLeaf(leaf: Uint8Array): Entry {
  if (leaf.length > leafLimit) throw new Malformed('malformed leaf: too long')
  const parsed = v.safeParse(entry, parseCanonicalJson(leaf))
  if (!parsed.success) throw new Malformed('malformed leaf: not in the table of entries')
  return parsed.output
}
