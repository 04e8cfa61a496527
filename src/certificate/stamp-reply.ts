import { PKIStatusInfo } from '@peculiar/asn1-tsp'
import { equalBytes } from '../encoding/bytes.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { parseSequence } from './der.ts'
import { parseAsn1 } from './parse-asn1.ts'
import { unstamped, verifyToken, type SoundToken, type Unstamped } from './stamp-token.ts'
import type { Trust } from './stamper.ts'

/** What was asked: the SHA-256 and the nonce; and when it was sent and when the reply was there, in milliseconds since 1970. */
export type Asked = {
  readonly imprint: Uint8Array
  readonly nonce: Uint8Array
  readonly sent: number
  readonly received: number
}

/** How long a reply may be at most, in bytes. */
export const longestReply = 65_535

/**
 * Judges what an authority replied (RFC 3161 §2.4.2): it is accepted if it is granted and its token holds, is the answer to
 * this question under this policy, and states a time between asking and answering, give or take its accuracy and a minute.
 */
export async function judgeReply(reply: Uint8Array, asked: Asked, trust: Trust): Promise<SoundToken | Unstamped> {
  const parsed = reply.length > longestReply ? undefined : unlessMalformed(() => parseReply(reply))
  if (!parsed) return unstamped('unreadable')
  if (!parsed.isGranted) return unstamped('rejected')
  const found = await verifyToken(parsed.token, asked.imprint, trust.anchor)
  if (!found.valid) return found
  if (!found.nonce || !equalBytes(found.nonce, asked.nonce)) return unstamped('other-nonce')
  if (found.policy !== trust.policy) return unstamped('other-policy')
  const leeway = found.accuracy + minute
  const { milliseconds } = found
  if (milliseconds < asked.sent - leeway || milliseconds > asked.received + leeway) return unstamped('other-time')
  return found
}

function parseReply(reply: Uint8Array): { isGranted: boolean; token: Uint8Array } {
  const [status, token, ...others] = parseSequence(reply).children
  if (!status || others.length > 0) return { isGranted: false, token: new Uint8Array() }
  // `granted`, and `grantedWithMods`: what was modified shows in the token.
  const isGranted = [0, 1].includes(parseAsn1(status.whole, PKIStatusInfo).status)
  return { isGranted, token: token?.whole ?? new Uint8Array() }
}

const minute = 60_000
