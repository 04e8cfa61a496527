import 'reflect-metadata'
import { ECDSASigValue } from '@peculiar/asn1-ecc'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  convertAAGUIDToString,
  cose,
  decodeAttestationObject,
  decodeClientDataJSON,
  decodeCredentialPublicKey,
  parseAuthenticatorData,
  verifySignature,
} from '@simplewebauthn/server/helpers'
import { formatBase64Url, parseBase64Url } from '../encoding/base64.ts'
import { concatBytes, equalBytes } from '../encoding/bytes.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import type { NewPasskeyAnswer, PasskeyAnswer } from './passkey.ts'

/** What a passkey signed and how it was made, to be verified by whoever has it later; bytes are base64url. */
export type Assertion = {
  readonly authenticatorData: string
  readonly clientDataJSON: string
  readonly signature: string
  readonly credential: string
  readonly publicKey: string
  readonly rpId: string
  readonly flags: { readonly uv: boolean; readonly be: boolean; readonly bs: boolean }
  readonly counter: number
  readonly aaguid: string
  readonly registration: { readonly attestationObject: string; readonly clientDataJSON: string }
}

/** Why an assertion does not hold. */
export type AssertionFault =
  | 'malformed'
  | 'other-ceremony'
  | 'other-challenge'
  | 'other-site'
  | 'holder-not-shown'
  | 'other-key'
  | 'not-as-kept'
  | 'wrong-signature'

/** What a browser answered, as it is kept; undefined where it cannot be read. Nothing is verified yet. */
export function keepAssertion(
  { id, response }: PasskeyAnswer,
  registration: NewPasskeyAnswer['response'],
  rpId: string,
): Assertion | undefined {
  try {
    const { authenticatorData, clientDataJSON, signature } = response
    const { flags, counter } = parseAuthenticatorData(parseBase64Url(authenticatorData))
    const { publicKey, aaguid } = readMade(registration.attestationObject)
    return {
      authenticatorData,
      clientDataJSON,
      signature,
      credential: id,
      publicKey,
      rpId,
      flags: { uv: flags.uv, be: flags.be, bs: flags.bs },
      counter,
      aaguid,
      registration: { attestationObject: registration.attestationObject, clientDataJSON: registration.clientDataJSON },
    }
  } catch {
    return undefined
  }
}

/**
 * Whether an assertion is that passkey's, over these 32 bytes, for a site, by somebody who showed that it is theirs (WebAuthn
 * Level 3 §7.2), and whatever is kept beside it says the same. Knows no clock and asks nobody.
 */
export async function verifyAssertion(
  kept: Assertion,
  expected: { origin: string; challenge: Uint8Array },
): Promise<{ valid: true } | { valid: false; reason: AssertionFault }> {
  try {
    const reason = await faultOf(kept, expected)
    return reason === undefined ? { valid: true } : { valid: false, reason }
  } catch {
    return { valid: false, reason: 'malformed' }
  }
}

async function faultOf(
  kept: Assertion,
  { origin, challenge }: { origin: string; challenge: Uint8Array },
): Promise<AssertionFault | undefined> {
  const authenticatorData = parseBase64Url(kept.authenticatorData)
  const state = parseAuthenticatorData(authenticatorData)
  const made = readMade(kept.registration.attestationObject)
  const client = parseBase64Url(kept.clientDataJSON)
  const [used, created] = [client, parseBase64Url(kept.registration.clientDataJSON)].map((bytes) =>
    decodeClientDataJSON(formatBase64Url(bytes)),
  )

  if (used?.type !== 'webauthn.get' || created?.type !== 'webauthn.create') return 'other-ceremony'
  if (used.challenge !== formatBase64Url(challenge)) return 'other-challenge'
  const domain = sha256(formatUtf8(kept.rpId))
  const isHere =
    new URL(origin).hostname === kept.rpId &&
    [state, made].every(({ rpIdHash }) => equalBytes(rpIdHash, domain)) &&
    // A page of another site may not have asked in a frame of its own.
    [used, created].every((one) => one.origin === origin && !one.crossOrigin && one.topOrigin === undefined)
  if (!isHere) return 'other-site'
  if (![state, made].every(({ flags }) => flags.up && flags.uv)) return 'holder-not-shown'
  if (kept.credential !== made.credential || kept.publicKey !== made.publicKey) return 'other-key'
  const { uv, be, bs } = kept.flags
  const isAsKept =
    state.flags.uv === uv &&
    state.flags.be === be &&
    made.flags.be === be &&
    state.flags.bs === bs &&
    // Whatever cannot be on several devices is not.
    (be || !bs) &&
    state.counter === kept.counter &&
    made.aaguid === kept.aaguid
  if (!isAsKept) return 'not-as-kept'

  const [key, signature] = [parseBase64Url(kept.publicKey), parseBase64Url(kept.signature)]
  if (!isWellWritten(key, signature)) return 'malformed'
  const whole = concatBytes(authenticatorData, sha256(client))
  return (await verifySignature({ signature, data: whole, credentialPublicKey: key })) ? undefined : 'wrong-signature'
}

/** The passkey in the answer that made it (WebAuthn Level 3 §6.5.1). */
function readMade(attestationObject: string) {
  const decoded = decodeAttestationObject(parseBase64Url(attestationObject))
  const { rpIdHash, flags, aaguid, credentialID, credentialPublicKey } = parseAuthenticatorData(decoded.get('authData'))
  if (!aaguid || !credentialID || !credentialPublicKey) throw new TypeError('nothing was made')
  return {
    rpIdHash,
    flags,
    aaguid: convertAAGUIDToString(aaguid),
    credential: formatBase64Url(credentialID),
    publicKey: formatBase64Url(credentialPublicKey),
  }
}

/** Whether an ECDSA signature is DER: BER has many ways to write one, and whoever keeps it could change it without a trace. */
function isWellWritten(key: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>): boolean {
  if (!cose.isCOSEPublicKeyEC2(decodeCredentialPublicKey(key))) return true
  const printed = AsnConvert.serialize(AsnConvert.parse(signature, ECDSASigValue))
  return equalBytes(new Uint8Array(printed), signature)
}
