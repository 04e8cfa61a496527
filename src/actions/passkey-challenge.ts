import { addSeconds, formatInstant } from '../core/day.ts'
import { formatUuid, uuidBytes, uuidTime } from '../core/uuid.ts'
import { parseBase64Url } from '../encoding/base64.ts'
import { challengeIn, type NewPasskeyAnswer, type PasskeyAnswer } from '../keys/passkey.ts'
import { formatToken, isGenuine } from '../keys/token.ts'
import type { Challenge } from '../storage/write/passkeys.ts'
import { now, stamp, type Parts } from './parts.ts'
import { readToken } from './sessions.ts'

/** How long a browser has to ask for a finger or a face. */
export const challengeSeconds = 300

type Purpose = 'passkey' | 'new-passkey' | 'signing-passkey'

/** What a browser is given to have a passkey sign. Nothing is written: it says itself when it was made. */
export async function makeChallenge(parts: Parts, purpose: Purpose): Promise<Uint8Array<ArrayBuffer>> {
  return parseBase64Url(await formatToken(parts.keys.tokens, purpose, uuidBytes(stamp(parts).id()), 0))
}

/** The challenge in an answer, if we made it for this purpose a short while ago. Whether it is spent, only a write can tell. */
export async function readChallenge(
  parts: Parts,
  purpose: Purpose,
  answer: PasskeyAnswer | NewPasskeyAnswer,
): Promise<{ text: string; challenge: Challenge } | undefined> {
  const text = challengeIn(answer)
  const token = text === undefined ? undefined : readToken(text)
  if (text === undefined || !token || !(await isGenuine(parts.keys.tokens, purpose, token, 0))) return undefined
  const id = formatUuid(token.id)
  const expiresAt = addSeconds(formatInstant(uuidTime(id)), challengeSeconds)
  return expiresAt > now(parts) ? { text, challenge: { id, expiresAt } } : undefined
}
