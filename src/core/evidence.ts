import { formatCanonicalText, parseJson } from '../encoding/canonical-json.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
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
  /** How whoever signed was known. With the mailbox carrier nobody's control of a mailbox was shown. */
  confirmedBy: Confirmation
  carrier: 'mailbox' | 'smtp' | 'notify'
  /** SHA-256 of {@link formatClient}, which is erased years before the rest. */
  client: string
}

/** By a code that came to the signatory's own mailbox, or on a slip that a coordinator handed over at a signing event. */
export const confirmations = ['mailed-code', 'handed-slip'] as const
export type Confirmation = (typeof confirmations)[number]

/** Where a press came from, with a salt that makes its digest say nothing once it is erased. */
export function formatClient(client: { address: string; agent: string }, salt: Uint8Array): string {
  return formatCanonicalText({ ...client, salt: formatBase64Url(salt) })
}

/** The record as it is kept and hashed: RFC 8785. */
export function formatEvidence(evidence: Evidence): string {
  return formatCanonicalText({ v: 1, ...evidence })
}

/** Whether a record of an act says that the signatory's mailbox was confirmed. */
export function confirmsMailbox(evidence: string): boolean {
  const record = unlessMalformed(() => parseJson(evidence))
  return (
    record !== null && typeof record === 'object' && 'confirmedBy' in record && record.confirmedBy === 'mailed-code'
  )
}
