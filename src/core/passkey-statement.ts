import * as v from 'valibot'
import { formatBase64Url } from '../encoding/base64.ts'
import { formatCanonicalJson, formatCanonicalText, parseCanonicalJson } from '../encoding/canonical-json.ts'
import { Malformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { Instant } from './day.ts'
import { saltedDigest, setOf } from './entry-fields.ts'
import { confirmations, signature, type OnlineEvidence } from './evidence.ts'
import type { PasskeyRegistration } from './passkey-use.ts'

/**
 * What a passkey signs: the challenge is the SHA-256 of its RFC 8785 bytes (certificate handbook §8.3). Name, role and the words
 * of the statement stand in it as salted digests, those of the record; the nonce makes the challenge unlike any other.
 */
export type PasskeyStatement = v.InferOutput<typeof PasskeyStatement>
const PasskeyStatement = v.strictObject({
  v: v.literal(1),
  purpose: v.literal('signature'),
  origin: v.string(),
  signature: v.strictObject({ ...signature, act: v.string() }),
  sd: setOf(saltedDigest),
  /** How and when whoever signs was known before they had this passkey. */
  confirmedBy: v.picklist(confirmations),
  confirmedAt: Instant,
  /** {@link digestOfRegistration}: no other key, made otherwise, can be put in its place. */
  registration: saltedDigest,
  issuedAt: Instant,
  /** The first moment at which it is too late. */
  expiresAt: Instant,
  /** 128 random bits in base64url. */
  nonce: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
})

/** The bytes that are hashed: RFC 8785. */
export function formatPasskeyStatement(statement: PasskeyStatement): Uint8Array<ArrayBuffer> {
  return formatCanonicalJson(statement)
}

/** The statement of some bytes; any that would print otherwise are refused. */
export function parsePasskeyStatement(bytes: Uint8Array): PasskeyStatement {
  const read = v.safeParse(PasskeyStatement, parseCanonicalJson(bytes))
  if (!read.success) throw new Malformed('malformed statement of a passkey')
  return read.output
}

/** base64url of the SHA-256 of how a passkey came to be, as RFC 8785. */
export function digestOfRegistration(registration: PasskeyRegistration): string {
  return formatBase64Url(sha256(formatCanonicalJson(registration)))
}

/** What a statement says of the signature of a record. */
export function approvedOf(record: OnlineEvidence): PasskeyStatement['signature'] {
  const { id, signUp, signatory, instrument, edition, language, text, body, act, mandate } = record
  const named = { id, signUp, signatory, instrument, edition, language }
  return { ...named, ...(text !== undefined && { text }), body, act, mandate }
}

/** Whether a statement is about the very act of a record, by the same person in the same words, after the same confirmation. */
export function isAbout({ signature: approved, sd, confirmedBy }: PasskeyStatement, record: OnlineEvidence): boolean {
  return (
    formatCanonicalText(approved) === formatCanonicalText(approvedOf(record)) &&
    sd.every((digest) => record.sd.includes(digest)) &&
    confirmedBy === record.confirmedBy
  )
}
