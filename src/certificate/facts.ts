import type { CheckedDomain } from '../core/checked-domain.ts'
import type { Check, Mandate, Method } from '../core/entry.ts'

/**
 * One person's act, as it may be published. Without a name the certificate says the role only; of a historic signing role
 * and mandate may be unknown. Days are ISO text of any
 * precision: `2009`, `2014-06`, `2014-06-14`. A historic signing whose day nobody knows says when it was attested.
 */
export type SignatureFacts = {
  readonly name?: string | undefined
  readonly role?: string | undefined
  /** The day on which a name or role that stood here was erased. */
  readonly erasedOn?: string | undefined
  readonly mandate?: Mandate | undefined
  readonly decidedOn?: string | undefined
  /** The reference of the minute, as it may be published. */
  readonly minute?: string | undefined
} & ({ readonly signedOn: string } | { readonly attestedOn: string })

/** Everything that a certificate says, as plain text and closed words. Nothing in it can change after the signing. */
export type CertificateFacts = {
  readonly reference: string
  /** Position of the `signing.recorded` entry in the log. */
  readonly entry: number
  /** The register's own name, and the legal person who keeps it: `O` of the seal's X.509 subject. */
  readonly register: string
  readonly custodian: string
  /** A demonstration register marks every page: its organisations are invented. */
  readonly demonstration: boolean
  readonly body: string
  /** The instrument's name, and the label that tells its editions apart: `Shropshire Compact`, `2014`. */
  readonly instrument: string
  readonly edition: string
  /** Whoever signed for the body, in the order of the entry: one or two. */
  readonly signatures: readonly [SignatureFacts] | readonly [SignatureFacts, SignatureFacts]
  readonly method: Method
  readonly checks: readonly Check[]
  /** The email domains that were checked, as far as they are published. */
  readonly domains: readonly CheckedDomain[]
  /** Absolute address of the certificate's accessible twin: printed, linked, and in the picture code. */
  readonly address: string
}

/** The files that let a certificate prove itself offline (`certificate.md` §4): exact bytes, embedded as they are. */
export type Attachments = {
  readonly disclosures: Uint8Array
  readonly leaf: Uint8Array
  readonly proof: Uint8Array
}
