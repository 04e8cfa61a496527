import { formatCanonicalText } from '../encoding/canonical-json.ts'
import { Refusal } from './refusal.ts'
import type { Uuid } from './uuid.ts'

/**
 * What a code at a signing event stands for: one person's place in one sign-up. Whoever comes to that place instead of
 * somebody else has another mailbox, and so another code; a later `issue` makes the earlier codes of a sign-up worthless.
 */
export type Slip = { event: Uuid; signUp: Uuid; signatory: number; address: string; issue: number }

/** How a code came to whoever types it: to their own mailbox, or from a coordinator's hand at the door. */
export const slipWays = ['mailed', 'handed'] as const
export type SlipWay = (typeof slipWays)[number]

/** Where the signing of one body stands at an event: nobody has been named, or so many of those who sign have signed. */
export const attendedStates = ['unnamed', 'unsigned', 'half-signed', 'signed'] as const
export type Attended = (typeof attendedStates)[number]

/** A slip in one line, from which its code is computed (RFC 8785). */
export function formatSlip({ address, ...slip }: Slip): string {
  return formatCanonicalText({ ...slip, address: address.toLowerCase() })
}

/** Nine digits as they are printed: `482 913 776`. */
export function formatSlipCode(digits: string): string {
  return digits.replaceAll(/(\d{3})(?=\d)/g, '$1 ')
}

/** The nine digits as somebody typed them, with or without spaces and dashes. */
export function parseSlipCode(typed: string): string {
  const digits = typed.replaceAll(/[\s–-]/g, '')
  if (!/^\d{9}$/.test(digits)) throw new Refusal('field-invalid', 'Enter the nine digits on your slip', 'code')
  return digits
}
