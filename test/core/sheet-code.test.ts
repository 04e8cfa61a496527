import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSheetCode, sheetCodeOf } from '../../src/core/sheet-code.ts'
import { parseUuid } from '../../src/core/uuid.ts'
import { idOf } from './given.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ids = fc.bigInt(0n, 2n ** 36n - 1n).map((tail) => {
  return parseUuid(`019cb857-fca0-7c79-82ee-35c${tail.toString(16).padStart(9, '0')}`)
})

const isTaken = (typed: string) => {
  try {
    return parseSheetCode(typed) !== ''
  } catch {
    return false
  }
}

describe('the code of a signing sheet', () => {
  it('is read as it was written, in small letters and with O and I for the digits they look like', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const code = sheetCodeOf(id)
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
        expect(parseSheetCode(code)).toBe(code)
        const typed = ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace('-', ' ')} `
        expect(parseSheetCode(typed)).toBe(code)
      }),
    )
  })

  it('no slip in one place is taken for another code, nor two neighbours swapped', () => {
    fc.assert(
      fc.property(ids, fc.nat(7), fc.nat(31), (id, at, other) => {
        const code = sheetCodeOf(id).replace('-', '')
        const slipped = code.slice(0, at) + alphabet.charAt(other) + code.slice(at + 1)
        const swapped = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2)
        const taken = [slipped, swapped].filter((typed) => typed !== code && isTaken(typed))
        expect(taken).toEqual([])
      }),
    )
  })

  it('follows the last digits of the id, and differs where they do', () => {
    const codes = [idOf(1), idOf(2)].map(sheetCodeOf)
    // Ids of a test end in zeros.
    expect(new Set(codes)).toEqual(new Set(['0000-0000']))
    expect(sheetCodeOf(parseUuid('019cb857-fca0-7c79-82ee-35c7f74b6a5e'))).toBe('ZVMP-TJYS')
  })

  it.each([
    ['', 'Enter the eight'],
    ['7K2M-9QX', 'Enter the eight'],
    ['7K2M-9QXU', 'Enter the eight'],
  ])('“%s” is none', (typed, words) => {
    expect(() => parseSheetCode(typed)).toThrow(words)
  })
})
