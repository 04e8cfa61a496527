import type { Instant } from '../core/day.ts'
import type { Carried } from '../core/mail-state.ts'
import type { Uuid } from '../core/uuid.ts'
import type { Message } from './message.ts'

/** A mail as a carrier takes it. */
export type Parcel = {
  /** What every try of the same mail is known by, so that a repeat can be told from another mail. */
  id: Uuid
  at: Instant
  /** Which try this is, from 1. */
  tries: number
  address: string
  /** The name of the register, which the mail is from. */
  register: string
  message: Message
  /** Where one press ends such mail, for what nobody asked for (RFC 8058). */
  stop: string | undefined
}

/**
 * Makes one mail ready, which may be done while the one before it is on its way, and gives back what hands it over. That
 * never throws: what went wrong is an answer.
 */
export type Carry = (parcel: Parcel) => Promise<() => Promise<Carried>>

/** A way for mail to leave the house. */
export type Carrier = {
  /** Runs what hands mails over one after the other, with a line that is open for as long as it takes. */
  run: (drain: (carry: Carry) => Promise<void>) => Promise<void>
}

/** Where mail goes: onto a page of this machine, or out by a carrier. */
export type Post =
  | { readonly kind: 'mailbox' }
  | (Carrier & { readonly kind: 'smtp' })
  /** `receipts` is the token by which Notify says what became of a mail. */
  | (Carrier & { readonly kind: 'notify'; readonly receipts: string })
