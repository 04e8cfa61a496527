import { describe, expect, it } from 'vitest'
import { makeCosigner } from '../../src/keys/cosigner.ts'
import { cosignatureVerifier, parseCosignature } from '../../src/log/cosignature.ts'
import { formatNote, verifyNote } from '../../src/log/note.ts'
import { parseVkey } from '../../src/log/vkey.ts'

describe('a cosigner with a key of WebCrypto', () => {
  it('says of a text, at a time, what its vkey verifies', async () => {
    const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
    if (!('privateKey' in pair)) throw new TypeError('not a pair')
    const { cosigner, vkey } = await makeCosigner('example.net/witness', pair)
    const text = 'example.org/log\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n'
    const line = await cosigner.cosign(text, 1_700_000_000)
    expect(parseVkey(vkey)).toMatchObject({ name: 'example.net/witness', type: 'cosignature' })
    expect(parseCosignature(line.signature).time).toBe(1_700_000_000)
    const verifier = cosignatureVerifier(parseVkey(vkey))
    expect(verifyNote(formatNote({ text, signatures: [line] }), [verifier])).toMatchObject({ valid: true })
    expect(verifyNote(formatNote({ text: `${text}x\n`, signatures: [line] }), [verifier])).toMatchObject({
      valid: false,
    })
  })
})
