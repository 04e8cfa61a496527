import { describe, expect, it } from 'vitest'
import { formatStoredKeys, importKeys, parseStoredKeys } from '../../src/keys/key-ring.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { cosignatureVerifier } from '../../src/log/cosignature.ts'
import { formatNote, signNote, verifyNote } from '../../src/log/note.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { seededChance } from '../support/chance.ts'
import { makeKeys } from '../../src/keys/make-keys.ts'
import { testKeys } from '../support/register.ts'

describe('stored keys', () => {
  it('print as they were read, in less than a Worker’s secret may hold', async () => {
    const text = await testKeys()
    expect(formatStoredKeys(parseStoredKeys(text))).toBe(text)
    expect(formatUtf8(text).length).toBeLessThan(5120)
  })

  it('sign notes that their vkey verifies', async () => {
    const {
      logs: [log],
      named,
    } = await importKeys(parseStoredKeys(await testKeys()))
    const note = await signNote('a text of one line\n', [log.signer])
    expect(verifyNote(note, [noteVerifier(parseVkey(log.vkey))])).toMatchObject({ valid: true })
    expect(named.log).toBe(log.vkey)
  })

  it('cosign as the witness of their host, with a key that is not the log’s', async () => {
    const {
      witness,
      logs: [log],
    } = await importKeys(parseStoredKeys(await testKeys()))
    if (!witness) throw new Error('no witness key')
    const key = parseVkey(witness.vkey)
    expect(key).toMatchObject({ name: 'localhost:8787/witness', type: 'cosignature' })
    expect(key.publicKey).not.toEqual(parseVkey(log.vkey).publicKey)
    const text = 'example.org/log\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n'
    const note = formatNote({ text, signatures: [await witness.cosigner.cosign(text, 5)] })
    expect(verifyNote(note, [cosignatureVerifier(key)])).toMatchObject({ valid: true })
  })

  it('that were made before there was a witness key are those of a register that is no witness', async () => {
    const before = without(await testKeys(), 'witness')
    expect(formatStoredKeys(parseStoredKeys(before))).toBe(before)
    expect((await importKeys(parseStoredKeys(before))).witness).toBeUndefined()
  })

  it('show the world no private part', async () => {
    const text = await testKeys()
    const ring = await importKeys(parseStoredKeys(text))
    expect(Object.keys(ring.joses[0].publicKey).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
    const shown = JSON.stringify([ring.joses, ring.named, ring.logs, ring.witness])
    const { log, seal, jose, tokens, witness } = parseStoredKeys(text)
    for (const secret of [log.privateKey, seal.privateKey, jose.d ?? '', tokens, witness?.privateKey ?? '']) {
      expect(secret.length).toBeGreaterThan(20)
      expect(shown).not.toContain(secret)
    }
  })

  it.each([
    ['keys', () => 'null'],
    ['keys', () => '"text"'],
    ['log', (text: string) => without(text, 'log')],
    ['log', (text: string) => without(text, 'log', 'privateKey')],
    ['log', (text: string) => without(text, 'log', 'publicKey')],
    ['seal', (text: string) => without(text, 'seal')],
    ['seal', (text: string) => without(text, 'seal', 'privateKey')],
    ['chain', (text: string) => without(text, 'seal', 'chain')],
    ['revoked', (text: string) => without(text, 'seal', 'revoked')],
    ['jose', (text: string) => without(text, 'jose')],
    ['witness', (text: string) => without(text, 'witness', 'privateKey')],
    ['witness', (text: string) => without(text, 'witness', 'publicKey')],
    ['tokens', (text: string) => without(text, 'tokens')],
    ['origin', (text: string) => without(text, 'origin')],
  ])('without their part %s are refused, and the words name it and nothing secret', async (part, spoil) => {
    const text = await testKeys()
    expect(() => parseStoredKeys(spoil(text))).toThrow(`malformed keys: ${part}`)
  })

  it('that are cut short are refused', async () => {
    const text = await testKeys()
    expect(() => parseStoredKeys(text.slice(0, -1))).toThrow('malformed JSON')
  })

  it('with an empty chain are refused as they are imported', async () => {
    const stored = parseStoredKeys(await testKeys())
    await expect(importKeys({ ...stored, seal: { ...stored.seal, chain: [] } })).rejects.toThrow(
      'malformed keys: chain',
    )
  })

  it.each(['log', 'witness'] as const)('of %s halves that do not belong together are refused', async (part) => {
    const stored = parseStoredKeys(await testKeys())
    const custody = { origin: 'localhost/log', address: 'http://localhost', custodian: 'Vale', demonstration: true }
    const { stored: other } = await makeKeys(custody, 0, seededChance('other'))
    const [own, foreign] = [stored[part], other[part]]
    if (!own || !foreign) throw new Error('no such key')
    const mixed = { ...stored, [part]: { ...own, publicKey: foreign.publicKey } }
    await expect(importKeys(mixed)).rejects.toThrow(`the two halves of the ${part} key do not belong together`)
  })
})

/** The text without one member, or without one member of a member. */
function without(text: string, part: string, inner?: string): string {
  const whole: Record<string, Record<string, unknown>> = JSON.parse(text)
  const left = inner
    ? { ...whole, [part]: Object.fromEntries(Object.entries(whole[part] ?? {}).filter(([name]) => name !== inner)) }
    : Object.fromEntries(Object.entries(whole).filter(([name]) => name !== part))
  return JSON.stringify(left)
}
