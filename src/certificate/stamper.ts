import type { Instant } from '../core/day.ts'

/** A time-stamp of RFC 3161 that was checked: the token as it came, and what it says. */
export type Stamp = {
  /** DER of the ContentInfo. */
  readonly token: Uint8Array<ArrayBuffer>
  /** The host of the authority that was asked. */
  readonly authority: string
  /** An object identifier in dotted form. */
  readonly policy: string
  /** The number of the token, in hex. */
  readonly serial: string
  /** The authority's time, cut to the second. */
  readonly at: Instant
  /** DER of the authority's X.509 certificates: the one that signed first, the configured anchor last. */
  readonly certificates: readonly Uint8Array<ArrayBuffer>[]
}

/** Stamps the SHA-256 of something, 32 bytes, or gives nothing where no authority gave a token that holds. */
export type Stamper = (imprint: Uint8Array) => Promise<Stamp | undefined>

/** What a token of an authority has to lead to and to say: DER of an X.509 certificate, and a policy in dotted form. */
export type Trust = { readonly anchor: Uint8Array; readonly policy: string }
