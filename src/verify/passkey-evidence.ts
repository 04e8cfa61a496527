import type { OnlineEvidence } from '../core/evidence.ts'
import { digestOfRegistration, isAbout, parsePasskeyStatement } from '../core/passkey-statement.ts'
import { parseBase64Url } from '../encoding/base64.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { verifyAssertion, type AssertionFault } from '../keys/passkey-assertion.ts'

/** Why the record of an act does not show that a passkey approved it. */
export type PasskeyFault = AssertionFault | 'no-passkey' | 'other-act' | 'out-of-time' | 'other-registration'

export type PasskeyVerdict = { valid: true } | { valid: false; reason: PasskeyFault }

/**
 * Whether a passkey, unlocked by its holder, approved the act of a record (certificate handbook §8.3). Takes the record alone,
 * so it says the same after whatever is somebody's was erased.
 */
export async function verifyPasskeyEvidence(record: OnlineEvidence): Promise<PasskeyVerdict> {
  const { passkey, signedAt } = record
  if (!passkey) return { valid: false, reason: 'no-passkey' }
  const bytes = unlessMalformed(() => parseBase64Url(passkey.statement))
  const statement = bytes && unlessMalformed(() => parsePasskeyStatement(bytes))
  if (!statement) return { valid: false, reason: 'malformed' }
  if (!isAbout(statement, record)) return { valid: false, reason: 'other-act' }
  if (signedAt < statement.issuedAt || signedAt >= statement.expiresAt) return { valid: false, reason: 'out-of-time' }
  // The passkey signed how it was made: ECDSA alone would let somebody find another key for the same signature.
  if (statement.registration !== digestOfRegistration(passkey.registration)) {
    return { valid: false, reason: 'other-registration' }
  }
  return verifyAssertion(passkey, { origin: statement.origin, challenge: sha256(bytes) })
}
