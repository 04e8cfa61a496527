import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextFreeSlug, parseSlug, makeSlug } from '../../src/core/slug.ts'

describe('a slug', () => {
  it.each([
    ['Shropshire Council', 'shropshire-council'],
    ['Telford & Wrekin Council', 'telford-and-wrekin-council'],
    ['Bishop’s Castle Town Council', 'bishops-castle-town-council'],
    ['Tŷ Gŵyr / Dŵr', 'ty-gwyr-dwr'],
    ['  --The 3rd “Group”!  ', 'the-3rd-group'],
    ['Ελλάδα', 'body'],
    ['', 'body'],
    [`${'long '.repeat(15)}enough to cut`, `${'long-'.repeat(15)}enoug`],
    [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
  ])('of %j is %s', (name, slug) => expect(makeSlug(name)).toBe(slug))

  it('can be made of every name, and reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(parseSlug(makeSlug(name))).toBe(makeSlug(name))
      }),
    )
  })

  it.each(['', '-a', 'a-', 'a--b', 'A', 'ŵ', 'a b', 'a\n', 'a'.repeat(101)])('%j is none', (text) =>
    expect(() => parseSlug(text)).toThrow('malformed slug'),
  )

  it('takes the first free number on a clash', () => {
    const slug = makeSlug('Village Hall')
    const among = (taken: readonly string[]) => (free: string) => taken.includes(free)
    expect(nextFreeSlug(slug, among([]))).toBe('village-hall')
    expect(nextFreeSlug(slug, among(['village-hall']))).toBe('village-hall-2')
    expect(nextFreeSlug(slug, among(['village-hall', 'village-hall-2', 'village-hall-4']))).toBe('village-hall-3')
    expect(nextFreeSlug(slug, among(['village-hall-2']))).toBe('village-hall')
  })
})
