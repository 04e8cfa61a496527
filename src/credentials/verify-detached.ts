import { compactVerify, createLocalJWKSet } from 'jose'
import { formatBase64Url, parseBase64Url } from '../encoding/base64.ts'
import { parseJson } from '../encoding/canonical-json.ts'
import { Malformed, unlessMalformed } from '../encoding/malformed.ts'

/** A JSON Web Key Set (RFC 7517 §5). */
export type KeySet = Parameters<typeof createLocalJWKSet>[0]

/** The key set of a text. What each key is worth shows when it is used. */
export function parseKeySet(text: string): KeySet {
  const value: unknown = parseJson(text)
  if (!isKeySet(value)) throw new Malformed('malformed key set')
  return value
}

/** What a signature has to be of: the kind of thing that its `typ` names, under a key of the set. */
export type Expected = { readonly typ: string; readonly keys: KeySet }

/**
 * Whether a detached JWS (RFC 7515 appendix F: compact form, nothing in the middle) is a signature over these bytes by the
 * key of the set that it names. ES256 and nothing else, whatever its header asks for.
 */
export async function verifyDetached(payload: Uint8Array, jws: string, { typ, keys }: Expected): Promise<boolean> {
  const [header = '', middle, signature = '', ...rest] = jws.split('.')
  // The library forgives bits that stand for nothing.
  if (middle !== '' || rest.length > 0 || !unlessMalformed(() => parseBase64Url(signature))) return false
  try {
    const whole = `${header}.${formatBase64Url(payload)}.${signature}`
    const { protectedHeader } = await compactVerify(whole, createLocalJWKSet(keys), { algorithms: ['ES256'] })
    return protectedHeader.typ === typ
  } catch {
    return false
  }
}

function isKeySet(value: unknown): value is KeySet {
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys)) return false
  return value.keys.every((key: unknown) => typeof key === 'object' && key !== null && !Array.isArray(key))
}
