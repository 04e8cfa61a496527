import { calculateJwkThumbprint, FlattenedSign, flattenedVerify, importJWK, type JWK } from 'jose'
import { formatUtf8 } from '../encoding/utf8.ts'

/** The key of lists, credentials and status: ES256 (RFC 7518 §3.4), named by its thumbprint (RFC 7638). */
export type JoseSigner = {
  readonly kid: string
  readonly publicKey: JWK
  /**
   * A detached JWS over some bytes: the compact form with an empty middle (RFC 7515 appendix F), without `b64: false` and
   * without a line end, as Debian's `jose` wants it. `typ` says what is signed, so that no signature serves for another thing.
   */
  readonly signDetached: (payload: Uint8Array, typ: string) => Promise<string>
}

/** A stored private key as a signer that keeps it to itself; what it signs has been verified once when it is given out. */
export async function makeJoseSigner(stored: JWK): Promise<JoseSigner> {
  // Private members left out: this is what the world may see.
  const { d: _private, ...rest } = stored
  const kid = await calculateJwkThumbprint(rest)
  const publicKey = { ...rest, kid, alg: 'ES256', use: 'sig' }
  const key = await importJWK({ ...stored, ext: false }, 'ES256')
  const sign = async (payload: Uint8Array, typ: string) =>
    new FlattenedSign(payload).setProtectedHeader({ alg: 'ES256', kid, typ }).sign(key)

  const checked = await sign(formatUtf8('self-check'), 'self-check')
  await flattenedVerify(checked, await importJWK(publicKey, 'ES256'), { algorithms: ['ES256'] })
  return {
    kid,
    publicKey,
    signDetached: async (payload, typ) => {
      const signed = await sign(payload, typ)
      return `${signed.protected}..${signed.signature}`
    },
  }
}
