import { formatBase64Url, parseBase64Url } from '../encoding/base64.ts'
import { concatBytes } from '../encoding/bytes.ts'
import { Malformed } from '../encoding/malformed.ts'
import { formatUtf8, parseUtf8 } from '../encoding/utf8.ts'
import type { TokenKey } from './token.ts'

/**
 * A text that a stolen database does not tell: AES-256-GCM (NIST SP 800-38D) under a key of its own, which is the HMAC of
 * what it belongs to. Takes a fresh nonce of 12 random bytes.
 */
export async function sealText(key: TokenKey, belongs: string, text: string, nonce: Uint8Array): Promise<string> {
  if (nonce.length !== 12) throw new TypeError('a nonce has 96 bits')
  const iv = Uint8Array.from(nonce)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyFor(key, belongs), formatUtf8(text))
  return formatBase64Url(concatBytes(iv, new Uint8Array(sealed)))
}

/** The text again. One that was sealed for something else, or changed, is malformed. */
export async function openText(key: TokenKey, belongs: string, sealed: string): Promise<string> {
  const bytes = parseBase64Url(sealed)
  const algorithm = { name: 'AES-GCM', iv: bytes.slice(0, 12) }
  const own = await keyFor(key, belongs)
  try {
    return parseUtf8(new Uint8Array(await crypto.subtle.decrypt(algorithm, own, bytes.slice(12))))
  } catch (cause) {
    throw new Malformed('malformed sealed text', { cause })
  }
}

async function keyFor(key: TokenKey, belongs: string): Promise<CryptoKey> {
  // Tokens and codes begin with other words, so none of their marks is ever a key.
  const secret = await crypto.subtle.sign('HMAC', key, formatUtf8(`sealed-text\0${belongs}`))
  return crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
