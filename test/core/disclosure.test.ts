import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf, disclose, parseDisclosure } from '../../src/core/disclosure.ts'
import { formatBase64Url } from '../../src/encoding/base64.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { isRefused } from '../log/manglings.ts'
import { seededChance } from '../support/chance.ts'
import { readVector, vectorsPresent } from '../support/vectors.ts'

type Known = { section?: string; disclosure: string; array?: readonly unknown[]; digest: string }

/** Disclosures of RFC 9901 with their digests; those of array elements have no name, and none of ours is one. */
function known(): { disclosures: Known[]; sameValueOtherSpelling: Known[] } {
  const file: { disclosures: Known[]; sameValueOtherSpelling: Known[] } = vectorsPresent
    ? JSON.parse(JSON.stringify(readVector('disclosure/rfc9901.json')))
    : { disclosures: [], sameValueOtherSpelling: [] }
  return file
}

describe.skipIf(!vectorsPresent)('the disclosures of RFC 9901', () => {
  const { disclosures, sameValueOtherSpelling } = known()

  it.each([...disclosures, ...sameValueOtherSpelling])('have the digest they are printed with: $digest', (one) => {
    expect(digestOf(one.disclosure)).toBe(one.digest)
  })

  it.each(disclosures.filter(({ array }) => array?.length === 3))('are read: $section', ({ disclosure, array }) => {
    expect(parseDisclosure(disclosure)).toEqual({ name: array?.[1], value: array?.[2] })
  })

  it.each(disclosures.filter(({ array }) => array?.length === 2))('are refused without a name: $section', (one) => {
    expect(isRefused(() => parseDisclosure(one.disclosure))).toBe(true)
  })

  it.each(sameValueOtherSpelling)('say the same in another spelling, under another digest: $digest', (one) => {
    const [first] = disclosures
    expect(parseDisclosure(one.disclosure)).toEqual({ name: first?.array?.[1], value: first?.array?.[2] })
    expect(one.digest).not.toBe(first?.digest)
  })
})

describe('a disclosure', () => {
  const chance = seededChance('salts')
  const names = fc.string({ minLength: 1 }).filter((name) => name !== '_sd' && name !== '...')

  it('tells the name and the value it was made of, under the digest of its text', () => {
    fc.assert(
      fc.property(names, fc.string({ unit: 'grapheme' }), (name, value) => {
        const made = disclose(chance(16), { name, value, public: true })
        expect(parseDisclosure(made.text)).toEqual({ name, value })
        expect(made.digest).toBe(digestOf(made.text))
        expect(made.digest).toMatch(/^[A-Za-z0-9_-]{43}$/)
      }),
    )
  })

  it('has another digest under another salt', () => {
    const field = { name: 'name.en', value: 'Example Vale', public: true }
    expect(disclose(chance(16), field).digest).not.toBe(disclose(chance(16), field).digest)
  })

  it('takes a salt of 128 bits, no fewer and no more', () => {
    const field = { name: 'name.en', value: 'x', public: true }
    expect(() => disclose(new Uint8Array(15), field)).toThrow('128 bits')
    expect(() => disclose(new Uint8Array(17), field)).toThrow('128 bits')
  })

  it.each(['_sd', '...'])('is never made under the name %s', (name) => {
    expect(() => disclose(chance(16), { name, value: 'x', public: true })).toThrow('reserved')
  })

  it.each([
    ['that is not base64url', 'WyJh+/=='],
    ['that is not JSON', formatBase64Url(formatUtf8('["a"'))],
    ['that is no list', encoded({ 0: 'salt', 1: 'name', 2: 'value' })],
    ['of two parts', encoded(['salt', 'value'])],
    ['of four parts', encoded(['salt', 'name', 'value', 'more'])],
    ['whose salt is no text', encoded([1, 'name', 'value'])],
    ['whose name is no text', encoded(['salt', 1, 'value'])],
    ['under the name _sd', encoded(['salt', '_sd', 'value'])],
    ['under the name ...', encoded(['salt', '...', 'value'])],
    ['that is empty', ''],
  ])('is refused %s', (_case, text) => {
    expect(isRefused(() => parseDisclosure(text))).toBe(true)
  })
})

function encoded(value: unknown): string {
  return formatBase64Url(formatUtf8(JSON.stringify(value)))
}
