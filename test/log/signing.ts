import { ed25519 } from '@noble/curves/ed25519.js'
import { parseBase64 } from '../../src/encoding/base64.ts'
import type { NoteSigner } from '../../src/log/note.ts'
import { keyIdOf, type VerifierKey } from '../../src/log/vkey.ts'

/** The key of a seed, for tests alone. */
export function keyOf(name: string, seed: Uint8Array): { key: VerifierKey; signer: NoteSigner } {
  const key = { name, type: 'ed25519', publicKey: ed25519.getPublicKey(seed) } as const
  return { key, signer: { name, keyId: keyIdOf(key), sign: async (message) => ed25519.sign(message, seed) } }
}

/** The key of a private key text as Go writes it: `PRIVATE+KEY+<name>+<hex>+<base64(01 ‖ seed)>`. */
export function keyOfGoText(text: string): { key: VerifierKey; signer: NoteSigner } {
  const [, , name, , ...base64] = text.trim().split('+')
  return keyOf(name!, parseBase64(base64.join('+')).subarray(1))
}
