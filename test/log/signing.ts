import { ed25519 } from '@noble/curves/ed25519.js'
import { parseBase64 } from '../../src/encoding/base64.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { cosignedMessage, formatCosignature, type Cosigner } from '../../src/log/cosignature.ts'
import type { NoteSigner } from '../../src/log/note.ts'
import { keyIdOf, type VerifierKey } from '../../src/log/vkey.ts'

/** The key of a seed, for tests alone. */
export function keyOf(name: string, seed: Uint8Array): { key: VerifierKey; signer: NoteSigner } {
  const key = { name, type: 'ed25519', publicKey: ed25519.getPublicKey(seed) } as const
  return { key, signer: { name, keyId: keyIdOf(key), sign: async (message) => ed25519.sign(message, seed) } }
}

/** The key of a private key text as Go writes it: `PRIVATE+KEY+<name>+<hex>+<base64(01 ‖ seed)>`. */
export function keyOfGoText(text: string): { key: VerifierKey; signer: NoteSigner } {
  const { name, seed } = readGoText(text)
  return keyOf(name, seed)
}

/** The cosigner of a seed, for tests alone. */
export function cosignerOf(name: string, seed: Uint8Array): { key: VerifierKey; cosigner: Cosigner } {
  const key = { name, type: 'cosignature', publicKey: ed25519.getPublicKey(seed) } as const
  const keyId = keyIdOf(key)
  const cosign: Cosigner['cosign'] = async (text, time) => ({
    name,
    keyId,
    signature: formatCosignature({ time, signature: ed25519.sign(cosignedMessage(formatUtf8(text), time), seed) }),
  })
  return { key, cosigner: { name, keyId, cosign } }
}

/** The cosigner of a private key text as Go writes it, whose ID there is that of the same key of type 01. */
export function cosignerOfGoText(text: string): { key: VerifierKey; cosigner: Cosigner } {
  const { name, seed } = readGoText(text)
  return cosignerOf(name, seed)
}

function readGoText(text: string): { name: string; seed: Uint8Array } {
  const [, , name, , ...base64] = text.trim().split('+')
  return { name: name!, seed: parseBase64(base64.join('+')).subarray(1) }
}
