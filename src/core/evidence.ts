import { formatCanonicalText } from '../encoding/canonical-json.ts'
import { formatBase64Url } from '../encoding/base64.ts'
import type { Instant } from './day.ts'
import type { Mandate } from './entry.ts'
import type { Uuid } from './uuid.ts'

/** What is known of one act of signing as it closes (certificate handbook §8.1). Private; times are UTC. */
export type Evidence = {
  signUp: Uuid
  signatory: number
  edition: Uuid
  language: string
  text: string
  statement: string
  body: string
  name: string
  role: string
  sentTo: string
  mandate: Mandate
  sentAt: Instant | null
  signedAt: Instant
  /** How the mailbox was shown to be the signatory's. With the mailbox carrier nobody's control of one was shown. */
  confirmedBy: 'mailed-code'
  carrier: 'mailbox' | 'smtp' | 'notify'
  /** SHA-256 of {@link formatClient}, which is erased years before the rest. */
  client: string
}

/** Where a press came from, with a salt that makes its digest say nothing once it is erased. */
export function formatClient(client: { address: string; agent: string }, salt: Uint8Array): string {
  return formatCanonicalText({ ...client, salt: formatBase64Url(salt) })
}

/** The record as it is kept and hashed: RFC 8785. */
export function formatEvidence(evidence: Evidence): string {
  return formatCanonicalText({ v: 1, ...evidence })
}
