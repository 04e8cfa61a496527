import { compactVerify, createLocalJWKSet } from 'jose'
import { formatBase64Url } from '../encoding/base64.ts'

/** A JSON Web Key Set (RFC 7517 §5) as it is published. */
export type KeySet = Parameters<typeof createLocalJWKSet>[0]

/**
 * Whether a detached JWS (RFC 7515 appendix F: compact form, nothing in the middle) is a signature over these bytes by a key
 * of the set that its `kid` names. ES256 and nothing else, whatever its header asks for.
 */
export async function verifyDetached(payload: Uint8Array, jws: string, keys: KeySet): Promise<boolean> {
  const [header = '', middle, signature = '', ...rest] = jws.split('.')
  if (middle !== '' || rest.length > 0) return false
  try {
    await compactVerify(`${header}.${formatBase64Url(payload)}.${signature}`, createLocalJWKSet(keys), {
      algorithms: ['ES256'],
    })
    return true
  } catch {
    return false
  }
}
