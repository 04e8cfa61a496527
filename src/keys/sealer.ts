import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'

/** What `certificate/` seals with: ES256 gives r‖s, 64 bytes. The chain is DER, leaf first, root last. */
export type Es256Sealer = {
  readonly algorithm: 'ES256'
  readonly chain: readonly Uint8Array[]
  /** SHA-256 of the leaf in hex, as `key.rotated` names a seal. */
  readonly fingerprint: string
  readonly sign: (message: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>
}

/** Seals with a P-256 key that WebCrypto holds; it may be non-extractable. */
export function sealerOf(key: CryptoKey, chain: readonly Uint8Array[]): Es256Sealer {
  if (key.algorithm.name !== 'ECDSA' || !('namedCurve' in key.algorithm) || key.algorithm.namedCurve !== 'P-256') {
    throw new TypeError('A seal key is ECDSA P-256.')
  }
  const [leaf = new Uint8Array()] = chain
  return {
    fingerprint: formatHex(sha256(leaf)),
    algorithm: 'ES256',
    chain,
    async sign(message) {
      const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Uint8Array.from(message))
      return new Uint8Array(signature)
    },
  }
}
