import * as v from 'valibot'
import { Instant } from './day.ts'
import { count } from './entry-fields.ts'

/** Bytes as they came, in base64url without padding (RFC 4648 §5). */
const bytes = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/))

/** How a passkey came to be: what the browser answered as it was made (WebAuthn Level 3 §7.1), and when. */
export type PasskeyRegistration = v.InferOutput<typeof PasskeyRegistration>
const PasskeyRegistration = v.strictObject({ attestationObject: bytes, clientDataJSON: bytes, at: Instant })

/**
 * What is kept of a passkey that approved an act of signing, so that anybody who has it can verify it later (certificate
 * handbook §8.3). Nothing in it is a name or made from one.
 */
export type PasskeyUse = v.InferOutput<typeof PasskeyUse>
export const PasskeyUse = v.strictObject({
  /** The bytes whose SHA-256 was the challenge: a {@link PasskeyStatement}. */
  statement: bytes,
  authenticatorData: bytes,
  clientDataJSON: bytes,
  signature: bytes,
  credential: bytes,
  /** COSE_Key (RFC 9052 §7). */
  publicKey: bytes,
  rpId: v.string(),
  /** Its holder showed who they are; it may be on several devices; it is. */
  flags: v.strictObject({ uv: v.boolean(), be: v.boolean(), bs: v.boolean() }),
  counter: count,
  aaguid: v.pipe(v.string(), v.uuid()),
  registration: PasskeyRegistration,
})
