import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSequence, parseSigned } from '../../src/certificate/der.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { formatHex, parseHex } from '../../src/encoding/hex.ts'
import { Malformed, unlessMalformed } from '../../src/encoding/malformed.ts'
import { element } from '../support/der-element.ts'

it('a SEQUENCE gives back the bytes of its parts, whatever their lengths', () => {
  const contents = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 6 })
  fc.assert(
    fc.property(contents, (parts) => {
      const bytes = element(0x30, concatBytes(...parts.map((part) => element(0x04, part))))
      const { whole, children } = parseSequence(bytes)
      expect(whole).toEqual(bytes)
      expect(children.map((child) => Uint8Array.from(child.contents))).toEqual(parts)
    }),
  )
})

describe('what is not DER is malformed', () => {
  it.each([
    ['nothing', ''],
    ['no SEQUENCE', '020101'],
    ['something behind it', '30000500'],
    ['one byte behind it', '300000'],
    ['contents that stop', '30030201'],
    ['a part longer than the whole', '3003020201'],
    ['a length in two octets where one would do', '308103020101'],
    ['a length with a leading zero', '30820003020101'],
    ['a length of no known end', '30800201010000'],
    ['a length in four octets', '308400000003020101'],
    ['a tag of several octets', '30041f810100'],
    ['an integer of no digits', '30020200'],
    ['an integer with a leading zero', '300402020001'],
    ['a negative integer with a leading one', '30040202ff80'],
    ['an object identifier of no digits', '30020600'],
    ['an object identifier with a leading zero', '300506032a8003'],
    ['an object identifier that begins with a zero', '30040602802a'],
    ['an object identifier that does not end', '300406022a83'],
  ])('%s', (_what, hex) => {
    expect(() => parseSequence(parseHex(hex))).toThrow(Malformed)
  })

  it('nesting without end', () => {
    const nested = (depth: number) => {
      let bytes = new Uint8Array()
      for (let n = 0; n < depth; n += 1) bytes = element(0x30, bytes)
      return bytes
    }
    expect(parseSequence(nested(40)).whole).toEqual(nested(40))
    expect(() => parseSequence(nested(20_000))).toThrow(Malformed)
  })

  it('and no bytes are anything but themselves', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(unlessMalformed(() => parseSequence(bytes).whole) ?? bytes).toEqual(bytes)
      }),
    )
  })
})

describe('what is signed as X.509 signs', () => {
  const [algorithm, other] = [parseHex('300406022a03'), parseHex('300406022a04')]
  const signed = (outside: Uint8Array, bits: string) =>
    element(0x30, element(0x30, Uint8Array.of(2, 1, 5), algorithm), outside, element(0x03, parseHex(bits)))

  it('is read', () => {
    expect(formatHex(parseSigned(signed(algorithm, '00ff')).signature)).toBe('ff')
  })

  it.each([
    ['names another algorithm outside', signed(other, '00ff')],
    ['has a signature with a bit to spare', signed(algorithm, '01ff')],
    ['has no signature', signed(algorithm, '')],
    ['has something behind it', element(0x30, signed(algorithm, '00ff'), Uint8Array.of(5, 0))],
  ])('is malformed where it %s', (_what, der) => {
    expect(() => parseSigned(der)).toThrow(Malformed)
  })
})
