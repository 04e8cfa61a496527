import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/core/fold.ts'

describe('folding', () => {
  it.each([
    ['Tŷ Gwyn', 'ty gwyn'],
    ['DŴR', 'dwr'],
    ['Bishop’s  Castle', 'bishops castle'],
    ["Bishop's Castle", 'bishops castle'],
    [' Telford & Wrekin\u00A0Council ', 'telford and wrekin council'],
    ['Telford&Wrekin', 'telford and wrekin'],
    ['Łódź Æsir Straße', 'lodz aesir strasse'],
    ['O´Brien O`Brien Oʼbrien', 'obrien obrien obrien'],
    ['ﬁre', 'fire'],
    ['İstanbul', 'istanbul'],
    ['Ελλάδα', 'ελλαδα'],
  ])('%j compares as %j', (text, folded) => expect(fold(text)).toBe(folded))

  it('twice changes nothing, however the text is composed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
      }),
    )
  })
})
