import { describe, expect, it } from 'vitest'
import { sealerOf } from '../../src/keys/sealer.ts'

describe('a WebCrypto sealer', () => {
  it('gives r‖s over the bytes it is handed, with a key that never leaves', async () => {
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
    const message = new Uint8Array([1, 2, 3])
    const signature = await sealerOf(keys.privateKey, []).sign(message)
    expect(signature).toHaveLength(64)
    const verified = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, keys.publicKey, signature, message)
    expect(verified).toBe(true)
  })

  it.each([
    ['another curve', { name: 'ECDSA', namedCurve: 'P-384' }],
    ['another algorithm', { name: 'Ed25519' }],
  ])('is not made of %s', async (_which, algorithm) => {
    const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
    if (!('privateKey' in keys)) throw new Error('a key pair was asked for')
    expect(() => sealerOf(keys.privateKey, [])).toThrow('P-256')
  })
})
