import { formatInstant } from '../core/day.ts'
import type { StampTrouble } from '../core/stamp-trouble.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { formatHex } from '../encoding/hex.ts'
import { unlessMalformedLater } from '../encoding/malformed.ts'
import { parseToken } from './parse-token.ts'
import type { Stamp } from './stamper.ts'
import { findSigner, isSignedBy } from './token-signature.ts'
import { findChain, isTimeStamper, parseX509Certificate, type X509 } from './x509-chain.ts'

/** A token that holds; its exact time and how far off that may be, in milliseconds; the contents of its nonce, if it has one. */
export type SoundToken = Omit<Stamp, 'authority'> & {
  readonly valid: true
  readonly milliseconds: number
  readonly accuracy: number
  readonly nonce: Uint8Array | undefined
}

/** Why a token is not accepted. */
export type Unstamped = { readonly valid: false; readonly reason: StampTrouble }

/**
 * Judges a time-stamp token (RFC 3161 §2.4.2, RFC 5816): DER to the last byte, one signer, about this SHA-256, signed over
 * the three attributes it must have, by a key for time-stamps alone whose X.509 certificates lead to the anchor and counted
 * at the time it states. Beside what is signed it brings nothing but certificates of that way, each once: whatever else is in
 * it could have been put there since. Says nothing of that time.
 */
export async function verifyToken(
  token: Uint8Array,
  imprint: Uint8Array,
  anchor: Uint8Array,
): Promise<SoundToken | Unstamped> {
  return (await unlessMalformedLater(() => judge(token, imprint, anchor))) ?? unstamped('unreadable')
}

/** A token that is not accepted. */
export function unstamped(reason: StampTrouble): Unstamped {
  return { valid: false, reason }
}

async function judge(bytes: Uint8Array, imprint: Uint8Array, anchor: Uint8Array): Promise<SoundToken | Unstamped> {
  const token = parseToken(bytes)
  const { info } = token
  const { hashAlgorithm, hashedMessage } = info.messageImprint
  if (hashAlgorithm.algorithm !== sha256) return unstamped('other-imprint')
  if (!equalBytes(new Uint8Array(hashedMessage.buffer), imprint)) return unstamped('other-imprint')
  const leaf = await findSigner(token)
  if (!leaf || !(await isSignedBy(token, leaf))) return unstamped('bad-signature')
  if (!isTimeStamper(leaf)) return unstamped('other-purpose')

  const milliseconds = info.genTime.getTime()
  const ground = { pool: token.certificates, anchor: parseX509Certificate(anchor), at: milliseconds }
  const chain = await findChain(leaf, ground)
  if (!chain) return unstamped('unknown-issuer')
  if (token.isLoose || !areOf(chain, token.certificates)) return unstamped('loose-parts')
  const { seconds = 0, millis = 0, micros = 0 } = info.accuracy ?? {}
  return {
    valid: true,
    token: token.whole,
    policy: info.policy,
    serial: formatHex(new Uint8Array(info.serialNumber)),
    at: formatInstant(milliseconds),
    certificates: chain.map(({ der }) => der),
    milliseconds,
    accuracy: seconds * 1000 + millis + micros / 1000,
    nonce: info.nonce && new Uint8Array(info.nonce),
  }
}

function areOf(chain: readonly X509[], brought: readonly X509[]): boolean {
  const isSame = (one: X509) => (other: X509) => equalBytes(one.der, other.der)
  return brought.every((one, n) => chain.some(isSame(one)) && !brought.slice(0, n).some(isSame(one)))
}

const sha256 = '2.16.840.1.101.3.4.2.1'
