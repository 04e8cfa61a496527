import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatUuid, isUuid, makeUuid, parseUuid, uuidBytes } from '../../src/core/uuid.ts'
import { isRefused } from '../log/manglings.ts'

const moments = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const chances = fc.uint8Array({ minLength: 10, maxLength: 10 })

describe('a UUIDv7', () => {
  it('is the example of RFC 9562, appendix A.6, of the same moment and chance', () => {
    // rand_a is 0xCC3, rand_b is 0b01 and 0x8C4DC0C0C07398F; version and variant overwrite what chance put there.
    const chance = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f)
    expect(makeUuid(0x017f22e279b0, chance)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })

  it('is one whatever the moment and the chance, and goes through bytes unchanged', () => {
    fc.assert(
      fc.property(moments, chances, (at, chance) => {
        const uuid = makeUuid(at, chance)
        expect(isUuid(uuid)).toBe(true)
        expect(parseUuid(uuid)).toBe(uuid)
        expect(formatUuid(uuidBytes(uuid))).toBe(uuid)
        expect(Number.parseInt(uuid.slice(0, 13).replace('-', ''), 16)).toBe(at)
      }),
    )
  })

  it('sorts by its moment, as text', () => {
    fc.assert(
      fc.property(moments, moments, chances, (a, b, chance) => {
        fc.pre(a !== b)
        expect(makeUuid(a, chance) < makeUuid(b, chance)).toBe(a < b)
      }),
    )
  })

  it('takes ten random bytes, no fewer and no more', () => {
    expect(() => makeUuid(0, new Uint8Array(9))).toThrow('ten random bytes')
    expect(() => makeUuid(0, new Uint8Array(11))).toThrow('ten random bytes')
  })

  it.each([
    ['of version 4', '017f22e2-79b0-4cc3-98c4-dc0c0c07398f'],
    ['of another variant', '017f22e2-79b0-7cc3-c8c4-dc0c0c07398f'],
    ['in capitals', '017F22E2-79B0-7CC3-98C4-DC0C0C07398F'],
    ['without hyphens', '017f22e279b07cc398c4dc0c0c07398f'],
    ['in braces', '{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}'],
    ['with a line end behind it', '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n'],
    ['that is empty', ''],
  ])('is refused %s', (_case, text) => {
    expect(isUuid(text)).toBe(false)
    expect(isRefused(() => parseUuid(text))).toBe(true)
  })

  it('is refused of bytes that are not its own', () => {
    expect(isRefused(() => formatUuid(new Uint8Array(16)))).toBe(true)
    expect(isRefused(() => formatUuid(new Uint8Array(15)))).toBe(true)
  })
})
