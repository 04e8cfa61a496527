import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { cosignatureVerifier, cosignedMessage, formatCosignature, parseCosignature } from '../../src/log/cosignature.ts'
import {
  formatNote,
  formatSignatures,
  parseNote,
  parseSignatures,
  verifyNote,
  type NoteSignature,
} from '../../src/log/note.ts'
import { keyIdOf, noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { vectorsPresent } from '../support/vectors.ts'
import { knownCases, readKnown } from './known.ts'
import { isRefused, manglingsOf, reprinted } from './manglings.ts'
import { cosignerOf, cosignerOfGoText, keyOf } from './signing.ts'

const timeOf = (line: NoteSignature | undefined) => line && parseCosignature(line.signature).time

describe.runIf(vectorsPresent)("other people's cosignatures", () => {
  const monkeys = v.object({ witness: v.object({ privateKey: v.string(), cosignatureVkey: v.string() }) })
  const made = knownCases(
    'witness/monkeys.json',
    'cosignatures',
    v.object({ note: v.string(), time: v.number(), message: v.string(), line: v.string() }),
  )

  it.each(made)('of $time is made and verified byte for byte', async ({ note, time, message, line }) => {
    const { witness } = readKnown('witness/monkeys.json', monkeys)
    const { text } = parseNote(note)
    expect(parseUtf8(cosignedMessage(formatUtf8(text), time))).toBe(message)
    const { key, cosigner } = cosignerOfGoText(witness.privateKey)
    expect(formatSignatures([await cosigner.cosign(text, time)])).toBe(line)
    expect(key).toEqual(parseVkey(witness.cosignatureVkey))
    const verdict = verifyNote(note + line, [cosignatureVerifier(key)])
    expect(verdict.valid && timeOf(verdict.signatures[0])).toBe(time)
  })

  const step = v.object({
    body: v.string(),
    answer: v.optional(v.string()),
    time: v.optional(v.number()),
    status: v.number(),
  })

  it('sigsum-witness cosigned three times', () => {
    const { witness, steps } = readKnown(
      'witness/sigsum-witness.json',
      v.object({ witness: v.object({ vkey: v.string() }), steps: v.array(step) }),
    )
    const verifier = cosignatureVerifier(parseVkey(witness.vkey))
    const cosigned = steps.filter(({ status }) => status === 200)
    expect(cosigned.length).toBe(3)
    for (const { body, answer, time } of cosigned) {
      const note = body.slice(body.indexOf('\n\n') + 2)
      const verdict = verifyNote(note + answer, [verifier])
      expect(verdict.valid && timeOf(verdict.signatures[0])).toBe(time)
    }
  })
})

const witness = cosignerOf('example.net/witness', new Uint8Array(32).fill(5))
const verifier = cosignatureVerifier(witness.key)
const text = 'example.org/log\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nextension\n'

describe('a cosignature', () => {
  it('reads back as it was written, Ed25519 or ML-DSA-44', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.constantFrom(64, 2420), fc.nat(255), (time, length, byte) => {
        const bytes = formatCosignature({ time, signature: new Uint8Array(length).fill(byte) })
        expect(bytes.length).toBe(8 + length)
        expect(parseCosignature(bytes).time).toBe(time)
        expect(formatCosignature(parseCosignature(bytes))).toEqual(bytes)
      }),
    )
  })

  it.each([0, 7, 8, 63, 71, 73, 2427, 2429])('of %i bytes is refused', (length) => {
    expect(() => parseCosignature(new Uint8Array(length))).toThrow(Malformed)
  })

  it('of a time beyond 2⁵³ − 1 is refused, and verifies nothing', () => {
    const late = concatBytes(Uint8Array.of(0, 0x20, 0, 0, 0, 0, 0, 0), new Uint8Array(64))
    expect(() => parseCosignature(late)).toThrow('malformed cosignature')
    expect(verifier.verify(formatUtf8(text), late)).toBe(false)
    expect(
      parseCosignature(concatBytes(Uint8Array.of(0, 0x1f, ...new Uint8Array(6).fill(255)), new Uint8Array(64))),
    ).toMatchObject({ time: Number.MAX_SAFE_INTEGER })
  })

  it('is read from anywhere within a larger array', () => {
    const bytes = formatCosignature({ time: 1_700_000_000, signature: new Uint8Array(64) })
    expect(parseCosignature(concatBytes(Uint8Array.of(9, 9, 9), bytes).subarray(3)).time).toBe(1_700_000_000)
  })

  it('holds for its text, its time and its key, and for no other', async () => {
    const line = await witness.cosigner.cosign(text, 1_700_000_000)
    expect(verifier.verify(formatUtf8(text), line.signature)).toBe(true)
    expect(verifier.verify(formatUtf8(text.replace('extension\n', '')), line.signature)).toBe(false)
    const { signature } = parseCosignature(line.signature)
    expect(verifier.verify(formatUtf8(text), formatCosignature({ time: 1_700_000_001, signature }))).toBe(false)
    expect(verifier.verify(formatUtf8(text), signature)).toBe(false)
    const other = cosignatureVerifier(cosignerOf('example.net/witness', new Uint8Array(32).fill(6)).key)
    expect(other.verify(formatUtf8(text), line.signature)).toBe(false)
  })

  it('in a note verifies in no proper substring and with no bumped byte', async () => {
    const note = formatNote({ text, signatures: [await witness.cosigner.cosign(text, 1_700_000_000)] })
    expect(verifyNote(note, [verifier]).valid).toBe(true)
    for (const mangled of manglingsOf(note)) expect(verifyNote(mangled, [verifier]).valid).toBe(false)
  })

  it('is made by a key for cosigning alone, which verifies no note', () => {
    const { key } = keyOf('example.org/log', new Uint8Array(32).fill(7))
    expect(() => cosignatureVerifier(key)).toThrow('a key that does not cosign')
    expect(() => noteVerifier(witness.key)).toThrow('a key that does not sign notes')
    const postQuantum = { name: 'w', type: 'mlDsaCosignature', publicKey: new Uint8Array(1312) } as const
    expect(() => cosignatureVerifier(postQuantum)).toThrow('a key that does not cosign')
  })

  it('of ML-DSA-44 is well formed and kept, and unknown', async () => {
    const key = { name: 'example.com/w', type: 'mlDsaCosignature', publicKey: new Uint8Array(1312) } as const
    const signature = formatCosignature({ time: 1_700_000_000, signature: new Uint8Array(2420).fill(1) })
    const lines = [{ name: key.name, keyId: keyIdOf(key), signature }, await witness.cosigner.cosign(text, 5)]
    const note = formatNote({ text, signatures: lines })
    expect(formatNote(parseNote(note))).toBe(note)
    expect(verifyNote(note, [verifier])).toMatchObject({ valid: true, signatures: { length: 1 } })
  })
})

describe('the lines of an answer', () => {
  it('print as they were read, and mangled ones are refused or are others', async () => {
    const lines = formatSignatures([await witness.cosigner.cosign(text, 1_700_000_000)])
    expect(formatSignatures(parseSignatures(lines))).toBe(lines)
    for (const mangled of manglingsOf(lines)) {
      expect(reprinted(mangled, (some) => formatSignatures(parseSignatures(some)))).toBe(mangled)
    }
  })

  it.each([
    '',
    '\n',
    '— a AAAAAAA=',
    '— a AAAAAAA=\n\n',
    '\n— a AAAAAAA=\n',
    '— a AAAAAAA=\r\n',
    '— \u0001 AAAAAAA=\n',
    '- a AAAAAAA=\n',
    '— a AAAAAAB=\n',
    '— a  AAAAAAA=\n',
  ])('%j are refused', (lines) => expect(isRefused(() => parseSignatures(lines))).toBe(true))
})
