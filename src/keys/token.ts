import { formatBase64Url, parseBase64Url } from '../encoding/base64.ts'
import { concatBytes } from '../encoding/bytes.ts'
import { Malformed } from '../encoding/malformed.ts'
import { formatUtf8 } from '../encoding/utf8.ts'

/**
 * The secret behind every link, session and code (HMAC-SHA-256). Tokens are computed whenever they are needed, so that no
 * table and no backup holds one.
 */
export type TokenKey = CryptoKey

/** What a token opens; one for another purpose opens nothing. */
export type TokenPurpose =
  | 'resume'
  | 'signature'
  | 'desk'
  | 'invitation'
  | 'calendar'
  | 'session'
  | 'room'
  | 'passkey'
  | 'new-passkey'
  | 'signing-passkey'

/** A token as somebody brought it: 16 bytes of id and a mark that is still to be verified. */
export type Token = { id: Uint8Array<ArrayBuffer>; mark: Uint8Array<ArrayBuffer> }

/** Takes 32 secret bytes. */
export async function importTokenKey(secret: Uint8Array<ArrayBuffer>): Promise<TokenKey> {
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
}

/** The token of an id of 16 bytes and its issue; the next issue makes the earlier ones worthless. */
export async function formatToken(
  key: TokenKey,
  purpose: TokenPurpose,
  id: Uint8Array,
  issue: number,
): Promise<string> {
  const mark = await crypto.subtle.sign('HMAC', key, message(purpose, id, issue))
  return formatBase64Url(concatBytes(id, new Uint8Array(mark)))
}

/** Takes a token apart; nothing is verified yet, because the issue is not in it. */
export function parseToken(text: string): Token {
  const bytes = parseBase64Url(text)
  if (bytes.length !== 48) throw new Malformed('malformed token')
  return { id: bytes.slice(0, 16), mark: bytes.slice(16) }
}

/** Whether a token is the one of its id, for this purpose and this issue; takes the same time either way. */
export async function isGenuine(key: TokenKey, purpose: TokenPurpose, token: Token, issue: number): Promise<boolean> {
  return crypto.subtle.verify('HMAC', key, token.mark, message(purpose, token.id, issue))
}

/** The six digits of a code, from an id of 16 bytes. */
export async function formatCode(key: TokenKey, id: Uint8Array): Promise<string> {
  const mark = await crypto.subtle.sign('HMAC', key, message('code', id, 0))
  // 2^32 is not a multiple of a million: the first 967,296 codes are likelier by one in 4,294.
  return String(new DataView(mark).getUint32(0) % 1_000_000).padStart(6, '0')
}

/** The nine digits of a slip, from the line that says what it stands for; mailed and handed, it has two that tell nothing of each other. */
export async function formatSlipDigits(key: TokenKey, way: 'mailed' | 'handed', slip: string): Promise<string> {
  const mark = await crypto.subtle.sign('HMAC', key, message(`${way}-slip`, formatUtf8(slip), 0))
  return String(new DataView(mark).getBigUint64(0) % 1_000_000_000n).padStart(9, '0')
}

function message(
  purpose: TokenPurpose | 'code' | `${string}-slip`,
  id: Uint8Array,
  issue: number,
): Uint8Array<ArrayBuffer> {
  return concatBytes(formatUtf8(`${purpose}\0`), id, formatUtf8(`\0${issue}`))
}
