import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Malformed } from '../../src/encoding/malformed.ts'
import { formatCheckpoint, parseCheckpoint, parseSize, verifyCheckpoint } from '../../src/log/checkpoint.ts'
import { parseNote, signNote } from '../../src/log/note.ts'
import { noteVerifier } from '../../src/log/vkey.ts'
import { vectorsPresent } from '../support/vectors.ts'
import { knownCases } from './known.ts'
import { reprinted } from './manglings.ts'
import { keyOf } from './signing.ts'

const file = 'signed-note/checkpoint-texts.json'

describe.runIf(vectorsPresent)('checkpoint vectors', () => {
  it.each(knownCases(file, 'accepted', v.object({ text: v.string(), size: v.number() })))(
    'of size $size is read',
    ({ text, size }) => {
      const checkpoint = parseCheckpoint(text)
      expect(checkpoint.size).toBe(size)
      const lines = checkpoint.extensions.map((line) => `${line}\n`)
      expect(formatCheckpoint(checkpoint) + lines.join('')).toBe(text)
    },
  )

  it.each(knownCases(file, 'refused', v.object({ why: v.string(), text: v.string() })))('$why is refused', ({ text }) =>
    expect(() => parseCheckpoint(text)).toThrow(Malformed),
  )
})

describe('a checkpoint', () => {
  const root = new Uint8Array(32).fill(3)
  const { key, signer } = keyOf('example.org/log', new Uint8Array(32).fill(7))
  const log = noteVerifier(key)

  it('reads back as it was written', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
    const origin = fc.string({ minLength: 1 }).filter((text) => !text.includes('\n'))
    fc.assert(
      fc.property(fc.record({ origin, size: fc.maxSafeNat(), root: hash }), (checkpoint) => {
        expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual({ ...checkpoint, extensions: [] })
      }),
    )
  })

  it('that was mangled is refused, or is another that prints as itself', () => {
    const text = formatCheckpoint({ origin: 'example.org/log', size: 1234, root })
    for (let at = 0; at < text.length; at++) {
      for (const char of ['\n', ' ', '0', 'A', '=', '\r', '']) {
        const mangled = text.slice(0, at) + char + text.slice(at + 1)
        expect(reprinted(mangled, print)).toBe(mangled)
      }
    }
  })

  const print = (text: string) => {
    const checkpoint = parseCheckpoint(text)
    return formatCheckpoint(checkpoint) + checkpoint.extensions.map((line) => `${line}\n`).join('')
  }

  it('counts when its own log signed it', async () => {
    const note = await signNote(formatCheckpoint({ origin: key.name, size: 5, root }), [signer])
    expect(verifyCheckpoint(note, [log])).toEqual({
      valid: true,
      checkpoint: { origin: key.name, size: 5, root, extensions: [] },
      signatures: parseNote(note).signatures,
    })
  })

  it('of a log that changed its key counts by the old key, the new one or both, and by no wrong one', async () => {
    const next = keyOf(key.name, new Uint8Array(32).fill(8))
    const keys = [log, noteVerifier(next.key)]
    const text = formatCheckpoint({ origin: key.name, size: 5, root })
    for (const signers of [[signer], [next.signer], [signer, next.signer]]) {
      const note = await signNote(text, signers)
      expect(verifyCheckpoint(note, keys)).toMatchObject({ valid: true, signatures: { length: signers.length } })
    }
    const liar = { ...next.signer, sign: async () => new Uint8Array(64) }
    const mixed = await signNote(text, [signer, liar])
    expect(verifyCheckpoint(mixed, keys)).toEqual({ valid: false, reason: 'bad-signature' })
    expect(verifyCheckpoint(mixed, [log])).toMatchObject({ valid: true })
  })

  it('counts by the key of its own origin alone, whoever else we know signed it', async () => {
    const other = keyOf('example.net/log', new Uint8Array(32).fill(8))
    const text = formatCheckpoint({ origin: key.name, size: 5, root })
    const keys = [log, noteVerifier(other.key)]
    expect(verifyCheckpoint(await signNote(text, [other.signer]), keys)).toEqual({ valid: false, reason: 'other-log' })
    const both = verifyCheckpoint(await signNote(text, [other.signer, signer]), keys)
    expect(both).toMatchObject({ valid: true, signatures: [{ name: key.name }] })
  })

  it('does not count under the origin of another log, nor as any other text', async () => {
    const other = await signNote(formatCheckpoint({ origin: 'example.org/logs', size: 5, root }), [signer])
    expect(verifyCheckpoint(other, [log])).toEqual({ valid: false, reason: 'other-log' })
    const words = await signNote('Hello.\n', [signer])
    expect(verifyCheckpoint(words, [log])).toEqual({ valid: false, reason: 'malformed' })
    expect(verifyCheckpoint(words.replace('Hello', 'Hullo'), [log])).toEqual({ valid: false, reason: 'bad-signature' })
  })
})

describe('a tree size', () => {
  it.each([
    '007',
    '+5',
    '1e3',
    ' 5',
    '5 ',
    '0x10',
    '٣',
    '',
    '-0',
    '-1',
    '1.0',
    '5\n',
    '1_000',
    '9007199254740992',
    'Infinity',
    'NaN',
  ])('%j is refused', (text) => expect(() => parseSize(text)).toThrow('malformed tree size'))

  it.each([0, 5, 2 ** 31, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER])('%i is read', (size) => {
    expect(parseSize(String(size))).toBe(size)
  })
})
