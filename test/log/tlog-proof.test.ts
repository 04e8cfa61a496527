import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { formatBase64 } from '../../src/encoding/base64.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { formatTlogProof, parseTlogProof } from '../../src/log/tlog-proof.ts'
import { vectorsPresent } from '../support/vectors.ts'
import { knownCases } from './known.ts'
import { reprinted } from './manglings.ts'

const accepted = v.object({
  text: v.string(),
  index: v.number(),
  hashes: v.array(v.string()),
  extraText: v.optional(v.string()),
  checkpoint: v.string(),
})
const refused = v.union([
  v.object({ why: v.string(), text: v.string() }),
  v.pipe(
    v.object({ why: v.string(), start: v.string(), fill: v.string(), times: v.number(), end: v.string() }),
    v.transform(({ why, start, fill, times, end }) => ({ why, text: start + fill.repeat(times) + end })),
  ),
])

describe.runIf(vectorsPresent)('tlog-proof vectors', () => {
  it.each(knownCases('tlog-proof/proofs.json', 'accepted', accepted))(
    'index $index',
    ({ text, index, hashes, extraText, checkpoint }) => {
      const proof = parseTlogProof(text)
      expect({ ...proof, hashes: proof.hashes.map(formatBase64) }).toMatchObject({ index, hashes, checkpoint })
      expect(proof.extra && parseUtf8(proof.extra)).toBe(extraText)
      expect(formatTlogProof(proof)).toBe(text)
    },
  )

  it.each(knownCases('tlog-proof/proofs.json', 'refused', refused))('$why is refused', ({ text }) => {
    expect(() => parseTlogProof(text)).toThrow(Malformed)
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
        expect(reprinted(mangled, (text) => formatTlogProof(parseTlogProof(text)))).toBe(mangled)
      }),
      { numRuns: 500 },
    )
  })

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
