import * as v from 'valibot'
import { formatCanonicalText, parseJson, type Json } from '../encoding/canonical-json.ts'
import { Malformed, unlessMalformed } from '../encoding/malformed.ts'
import { FullDay, Instant } from './day.ts'
import { disclose, type Disclosure } from './disclosure.ts'
import { mandates } from './entry.ts'
import { hexDigest, language, saltedDigest, setOf, uuid } from './entry-fields.ts'
import { actEvents } from './act-event.ts'
import { PasskeyUse } from './passkey-use.ts'
import { scanTypes } from './scan-file.ts'

/** By a code that came to the signatory's own mailbox, or on a slip that a coordinator handed over at a signing event. */
export const confirmations = ['mailed-code', 'handed-slip'] as const
export type Confirmation = (typeof confirmations)[number]

/** What says of a record which signature it is of. */
export const signature = {
  /** Nothing else has it. */
  id: uuid,
  signUp: uuid,
  signatory: v.picklist([1, 2]),
  instrument: uuid,
  edition: uuid,
  language,
  /** The text that was read; absent where a signing is changed whose text is not held. */
  text: v.exactOptional(hexDigest),
  /** As it was shown; a newcomer has no id yet. */
  body: v.strictObject({ id: v.exactOptional(uuid), name: v.string() }),
  mandate: v.picklist(mandates),
}

const act = { v: v.literal(2), ...signature, decidedOn: v.exactOptional(FullDay), sd: setOf(saltedDigest) }

/**
 * What is known of one act of signing as it closes (certificate handbook §8.1). Private; times are UTC. Whatever is somebody's,
 * and the words that hold it, stand as salted digests in `sd`, as in a leaf: erased, they leave the record as it is.
 */
export type Evidence = v.InferOutput<typeof Evidence>
export const Evidence = v.variant('method', [
  v.strictObject({
    ...act,
    method: v.literal('online'),
    /** What it was to do, in words: `sign the Shropshire Compact 2014`. */
    act: v.string(),
    /** The words beside each box that was ticked. */
    consent: v.array(v.string()),
    /** The body had still to decide, on some day as far as it was known. */
    undecided: v.exactOptional(v.literal(true)),
    boardOn: v.exactOptional(FullDay),
    /** How whoever signed was known. With the mailbox carrier nobody's control of a mailbox was shown. */
    confirmedBy: v.picklist(confirmations),
    carrier: v.picklist(['mailbox', 'smtp', 'notify']),
    events: v.array(v.strictObject({ event: v.picklist(actEvents), at: Instant })),
    /** When the press was accepted. */
    signedAt: Instant,
    /** What shows that a passkey approved it as well. */
    passkey: v.exactOptional(PasskeyUse),
  }),
  v.strictObject({
    ...act,
    method: v.literal('paper'),
    signedOn: FullDay,
    scan: hexDigest,
    mediaType: v.picklist(scanTypes),
    transcribedAt: Instant,
  }),
])

/** The record of an act that somebody did themselves, on these pages. */
export type OnlineEvidence = Extract<Evidence, { method: 'online' }>

/** A record of version 1, which holds what is somebody's itself and goes with it. None is made any more. */
export type EarlierEvidence = v.InferOutput<typeof EarlierEvidence>
const EarlierEvidence = v.looseObject({
  v: v.literal(1),
  signatory: v.number(),
  edition: uuid,
  text: v.string(),
  statement: v.string(),
  name: v.string(),
  /** base64url of the SHA-256 of what is kept of the browser, with its salt. */
  client: v.exactOptional(saltedDigest),
})

/** The record as it is kept and hashed: RFC 8785. */
export function formatEvidence(evidence: Evidence): string {
  return formatCanonicalText(evidence)
}

/** The record of a text; one that would print otherwise is refused. */
export function parseEvidence(text: string): Evidence | EarlierEvidence {
  const value = parseJson(text)
  const parsed = v.safeParse(v.union([Evidence, EarlierEvidence]), value)
  if (!parsed.success || formatCanonicalText(value) !== text) throw new Malformed('malformed evidence')
  return parsed.output
}

/** What one act of signing holds that is somebody's. */
export type Personal = {
  signatory: number
  name: string
  role: string
  minute?: string | undefined
  statement: string
  sentTo: string
  client: { address: string; agent: string; session: string }
}

/**
 * The same, each behind a salt of its own. Under their names `own` are what an entry discloses, and become its disclosures;
 * `client` goes years before the rest.
 */
export function disclosePersonal(
  salt: () => Uint8Array,
  { signatory, name, role, minute, statement, sentTo, client }: Personal,
): { own: readonly Disclosure[]; client: readonly Disclosure[] } {
  const under = (field: string, value: string) => disclose(salt(), { name: field, value, public: false })
  const who = `signatory.${signatory}`
  return {
    own: [
      under(`${who}.name`, name),
      under(`${who}.role`, role),
      ...(minute === undefined ? [] : [under(`${who}.minute`, minute)]),
      under(`statement.${signatory}`, statement),
      under(`${who}.address`, sentTo),
    ],
    client: Object.entries(client).map(([field, value]) => under(`client.${field}`, value)),
  }
}

/** The digests of disclosures, as a record lists them. */
export function digestsOf(disclosures: readonly Disclosure[]): string[] {
  return disclosures.map(({ digest }) => digest).toSorted()
}

/** Whether a record of an act says that the signatory's mailbox was confirmed. */
export function confirmsMailbox(evidence: string): boolean {
  const record = unlessMalformed(() => parseJson(evidence))
  return (
    record !== null && typeof record === 'object' && 'confirmedBy' in record && record.confirmedBy === 'mailed-code'
  )
}

/** Whether a record of an act has what shows that a passkey approved it. */
export function hasPasskey(evidence: string): boolean {
  const record = unlessMalformed(() => parseJson(evidence))
  return record !== null && typeof record === 'object' && 'passkey' in record
}

/** Whether a private value is a record of an act, or an account that quotes one, in which nothing is anybody's. */
export function isSalted(value: Json): boolean {
  if (typeof value !== 'string') return false
  const record = unlessMalformed(() => parseEvidence(quotedIn(value) ?? value))
  return record?.v === 2
}

/** The record that the account of what somebody asked for quotes. */
export function quotedIn(account: string): string | undefined {
  const quoting = v.safeParse(
    Account,
    unlessMalformed(() => parseJson(account)),
  )
  return quoting.success ? quoting.output.asked : undefined
}

const Account = v.strictObject({ v: v.literal(1), asked: v.string(), checked: v.array(v.string()) })
