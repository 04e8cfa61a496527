import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBase64, formatBase64Url, parseBase64, parseBase64Url } from '../../src/encoding/base64.ts'
import {
  formatCanonicalJson,
  formatCanonicalText,
  parseCanonicalJson,
  parseJson,
} from '../../src/encoding/canonical-json.ts'
import { formatHex, parseHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { readVectorBytes, readVectorText, vectorsPresent } from '../support/vectors.ts'

describe('bytes as text', () => {
  it.each([
    ['base64', formatBase64, parseBase64],
    ['base64url', formatBase64Url, parseBase64Url],
    ['hex', formatHex, parseHex],
  ])('%s prints and reads back every byte string', (_name, format, parse) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 99 }), (bytes) => {
        expect([...parse(format(bytes))]).toEqual([...bytes])
      }),
    )
  })

  it.each([
    ['without padding', 'YQ'],
    ['with white space', 'Y Q=='],
    ['with a line end', 'YQ==\n'],
    ['with trailing bits', 'YR=='],
    ['URL-safe', '_-8='],
  ])('base64 %s is refused', (_what, text) => expect(() => parseBase64(text)).toThrow('malformed base64'))

  it.each(['YQ==', 'YR', '+/8', 'Y'])('base64url %s is refused', (text) =>
    expect(() => parseBase64Url(text)).toThrow('malformed base64'),
  )
  it.each(['0', 'AA', 'zz', '0x'])('hex %s is refused', (text) => expect(() => parseHex(text)).toThrow('malformed hex'))

  it('bad UTF-8 is refused and a byte order mark kept', () => {
    expect(() => parseUtf8(Uint8Array.of(0xff))).toThrow('malformed UTF-8')
    expect(parseUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\uFEFFa')
  })
})

describe('canonical JSON', () => {
  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(formatCanonicalText(turned)).toBe(formatCanonicalText(value))
      }),
    )
  })

  it.each(['{"b":1,"a":2}', '{ "a":1}', '{"a":1,"a":1}', '1.0', '"\\u0061"', '{"a":1}\n'])(
    '%s is not canonical',
    (text) => expect(() => parseCanonicalJson(formatUtf8(text))).toThrow('malformed canonical JSON'),
  )

  it.runIf(vectorsPresent)('agrees with the published examples of RFC 8785', () => {
    for (const name of ['arrays', 'french', 'structures', 'unicode', 'values', 'weird']) {
      const canonical = formatCanonicalJson(parseJson(readVectorText(`canonical-json/input/${name}.json`)))
      expect(formatHex(canonical)).toBe(formatHex(readVectorBytes(`canonical-json/output/${name}.json`)))
    }
  })
})

it('SHA-256 of nothing is the known answer', () => {
  expect(formatHex(sha256(new Uint8Array()))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})
