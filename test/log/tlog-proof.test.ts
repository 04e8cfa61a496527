import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBase64 } from '../../src/encoding/base64.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { formatTlogProof, parseTlogProof } from '../../src/log/tlog-proof.ts'
import { readVector, vectorsPresent } from '../support/vectors.ts'

type Proofs = {
  accepted: { text: string; index: number; hashes: string[]; extraText?: string; checkpoint: string }[]
  refused: { why: string; text?: string; start: string; fill: string; times: number; end: string }[]
}

describe.runIf(vectorsPresent)('tlog-proof vectors', () => {
  const proofs = (vectorsPresent ? readVector('tlog-proof/proofs.json') : { accepted: [], refused: [] }) as Proofs

  it.each(proofs.accepted)('index $index', ({ text, index, hashes, extraText, checkpoint }) => {
    const proof = parseTlogProof(text)
    expect({ ...proof, hashes: proof.hashes.map(formatBase64) }).toMatchObject({ index, hashes, checkpoint })
    expect(proof.extra && parseUtf8(proof.extra)).toBe(extraText)
    expect(formatTlogProof(proof)).toBe(text)
  })

  it.each(proofs.refused)('$why is refused', ({ text, start, fill, times, end }) => {
    expect(() => parseTlogProof(text ?? start + fill.repeat(times) + end)).toThrow(Malformed)
  })
})

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
const anyProof = fc.record(
  {
    extra: fc.uint8Array(),
    index: fc.maxSafeNat(),
    hashes: fc.array(hash, { maxLength: 63 }),
    checkpoint: fc.constantFrom('log\n5\nroot\n\n— log x\n', 'c\n\n\n'),
  },
  { requiredKeys: ['index', 'hashes', 'checkpoint'] },
)

describe('a proof file', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(anyProof, (proof) => {
        const file = formatTlogProof(proof)
        expect(parseTlogProof(file)).toEqual(proof)
        expect(formatTlogProof(parseTlogProof(file))).toBe(file)
      }),
    )
  })

  it('that was mangled is refused, or prints as itself', () => {
    fc.assert(
      fc.property(anyProof, fc.nat(), fc.constantFrom('', '\n', ' ', '0', '=', '\r', '-'), (proof, where, char) => {
        const file = formatTlogProof(proof)
        const at = where % file.length
        const mangled = file.slice(0, at) + char + file.slice(at + 1)
        const printed = printOrNothing(mangled)
        if (printed !== undefined) expect(printed).toBe(mangled)
      }),
      { numRuns: 500 },
    )
  })

  const printOrNothing = (file: string) => {
    try {
      return formatTlogProof(parseTlogProof(file))
    } catch (cause) {
      expect(cause).toBeInstanceOf(Malformed)
      return undefined
    }
  }

  const line = formatBase64(new Uint8Array(32))
  it.each([
    ['no checkpoint', 'c2sp.org/tlog-proof@v1\nindex 0\n\n'],
    ['another version', 'c2sp.org/tlog-proof@v2\nindex 0\n\ncheckpoint\n'],
    ['two extras', 'c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 0\n\ncheckpoint\n'],
    ['an exponent', 'c2sp.org/tlog-proof@v1\nindex 1e3\n\ncheckpoint\n'],
    ['a number too large', 'c2sp.org/tlog-proof@v1\nindex 9007199254740992\n\ncheckpoint\n'],
    ['URL-safe base64', `c2sp.org/tlog-proof@v1\nindex 0\n${line.replace('A', '_')}\n\ncheckpoint\n`],
    ['a hash of 31 bytes', `c2sp.org/tlog-proof@v1\nindex 0\n${formatBase64(new Uint8Array(31))}\n\ncheckpoint\n`],
    ['64 hashes', `c2sp.org/tlog-proof@v1\nindex 0\n${`${line}\n`.repeat(64)}\ncheckpoint\n`],
  ])('with %s is refused', (_what, file) => expect(() => parseTlogProof(file)).toThrow(Malformed))
})
