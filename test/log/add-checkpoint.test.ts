import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBase64 } from '../../src/encoding/base64.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import {
  formatAddCheckpoint,
  formatSizeAnswer,
  parseAddCheckpoint,
  parseSizeAnswer,
} from '../../src/log/add-checkpoint.ts'
import { formatCheckpoint } from '../../src/log/checkpoint.ts'
import { signNote } from '../../src/log/note.ts'
import { manglingsOf, reprinted } from './manglings.ts'
import { keyOf } from './signing.ts'

const { key, signer } = keyOf('example.org/log', new Uint8Array(32).fill(7))
const root = new Uint8Array(32).fill(3)
const note = await signNote(formatCheckpoint({ origin: key.name, size: 8, root }), [signer])
const hash = (n: number) => new Uint8Array(32).fill(n)
const print = (body: string) => formatAddCheckpoint(parseAddCheckpoint(body))

describe('a request to a witness', () => {
  it('reads back as it was written, with its checkpoint', () => {
    const hashes = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 })
    fc.assert(
      fc.property(fc.maxSafeNat(), hashes, (old, proof) => {
        const body = formatAddCheckpoint({ old, proof, note })
        const checkpoint = { origin: key.name, size: 8, root, extensions: [] }
        expect(parseAddCheckpoint(body)).toEqual({ old, proof, note, checkpoint })
        expect(print(body)).toBe(body)
      }),
    )
  })

  it('that was mangled is refused, or prints as itself', () => {
    const body = formatAddCheckpoint({ old: 5, proof: [hash(1)], note })
    let read = 0
    for (const mangled of manglingsOf(body)) {
      const printed = reprinted(mangled, (text) => {
        const again = print(text)
        read += 1
        return again
      })
      expect(printed).toBe(mangled)
    }
    expect(read).toBeGreaterThan(50)
  })

  const line = formatBase64(hash(1))
  it.each([
    ['nothing in it', ''],
    ['no old line', `\n${note}`],
    ['no blank line', `old 5\n${note.replace('\n\n', '\n')}`],
    ['no space', `old5\n\n${note}`],
    ['two spaces', `old  5\n\n${note}`],
    ['a leading zero', `old 05\n\n${note}`],
    ['no size', `old \n\n${note}`],
    ['a negative size', `old -1\n\n${note}`],
    ['an exponent', `old 1e3\n\n${note}`],
    ['a size that is too large', `old 9007199254740992\n\n${note}`],
    ['an upper-case word', `Old 5\n\n${note}`],
    ['a hash of 31 bytes', `old 5\n${formatBase64(new Uint8Array(31))}\n\n${note}`],
    ['a hash of 33 bytes', `old 5\n${formatBase64(new Uint8Array(33))}\n\n${note}`],
    ['a hash without padding', `old 5\n${line.slice(0, -1)}\n\n${note}`],
    ['a hash with a space', `old 5\n${line} \n\n${note}`],
    ['64 hashes', `old 5\n${`${line}\n`.repeat(64)}\n${note}`],
    ['carriage returns', `old 5\n\n${note}`.replaceAll('\n', '\r\n')],
    ['a blank line too many', `old 5\n\n\n${note}`],
    ['no note', 'old 5\n\n'],
    ['a note without signature', `old 5\n\n${note.slice(0, note.lastIndexOf('\n\n') + 1)}`],
  ])('with %s is malformed', (_what, body) => expect(() => parseAddCheckpoint(body)).toThrow(Malformed))

  it('about a note that is no checkpoint is malformed', async () => {
    const words = await signNote('Hello.\n', [signer])
    expect(() => parseAddCheckpoint(`old 5\n\n${words}`)).toThrow('malformed checkpoint')
  })
})

describe('the size that a witness is at', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (size) => {
        expect(parseSizeAnswer(formatSizeAnswer(size))).toBe(size)
      }),
    )
  })

  it('that was mangled is refused, or prints as itself', () => {
    for (const mangled of manglingsOf(formatSizeAnswer(1_234_567))) {
      expect(reprinted(mangled, (text) => formatSizeAnswer(parseSizeAnswer(text)))).toBe(mangled)
    }
  })

  it.each(['', '5', '\n', '5\n\n', '05\n', '5\r\n', ' 5\n', '-1\n', '9007199254740992\n'])('%j is refused', (body) => {
    expect(() => parseSizeAnswer(body)).toThrow(Malformed)
  })
})
