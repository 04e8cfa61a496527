import { Refusal } from './refusal.ts'
import type { Uuid } from './uuid.ts'

/**
 * The code on the signing sheet of a sign-up, as `7K2M-9QX4`: the last 35 bits of its id in Crockford's base 32, and a digit
 * that checks them. Whoever knows it can name the sign-up and no more: it opens nothing.
 */
export function sheetCodeOf(id: Uuid): string {
  let rest = BigInt(`0x${id.slice(-9)}`)
  const digits: number[] = []
  while (digits.length < 7) {
    digits.unshift(Number(rest & 31n))
    rest >>= 5n
  }
  return formatDigits([...digits, twice(sumOf(digits))])
}

/** Reads a code as somebody copied it from paper: in any case, with or without spaces, an O for a 0, an I or L for a 1. */
export function parseSheetCode(typed: string, field = 'code'): string {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s–-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const digits = Array.from(plain, (digit) => alphabet.indexOf(digit))
  if (digits.length !== 8 || digits.includes(-1))
    throw new Refusal('field-invalid', 'Enter the eight letters and digits of the code, as 7K2M-9QX4', field)
  if (sumOf(digits) !== 0)
    throw new Refusal('field-invalid', 'This code has a slip of the pen in it. Compare it with the sheet', field)
  return formatDigits(digits)
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function formatDigits(digits: readonly number[]): string {
  return digits
    .map((digit) => alphabet[digit])
    .join('')
    .replace(/^(.{4})/, '$1-')
}

/** Zero for a whole code. Powers of x differ in all its places, so no one slip and no two neighbours swapped leave it zero. */
function sumOf(digits: readonly number[]): number {
  return digits.reduce((sum, digit) => twice(sum) ^ digit, 0)
}

/** Times x in the field of 32 elements, modulo x⁵ + x² + 1. */
function twice(value: number): number {
  return value < 16 ? value * 2 : (value * 2) ^ 0b100101
}
