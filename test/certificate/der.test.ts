import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSequence } from '../../src/certificate/der.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { parseHex } from '../../src/encoding/hex.ts'
import { Malformed, unlessMalformed } from '../../src/encoding/malformed.ts'

const element = (tag: number, contents: Uint8Array) =>
  concatBytes(Uint8Array.of(tag, ...lengthOf(contents.length)), contents)

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

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
