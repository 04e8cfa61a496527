import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { drawDivider, drawFrame, drawPlate, drawRings, drawRule, number } from '../../src/certificate/ornament.ts'
import { drawPictureCode } from '../../src/certificate/picture-code.ts'

describe('what is drawn', () => {
  const accent = [1 / 3, 2 / 3, 1 / 7] as const

  it('has numbers of three decimals at most, none of them in a form that PDF does not read', () => {
    const all = [
      drawFrame(accent),
      drawRings(accent, 297.64, 750.1),
      drawDivider(accent, 297.64, 1 / 3),
      drawRule(1 / 3, 1e-7, 100),
      drawPlate(accent, 297.64, 799, 313.3333333, 26),
    ].join(' ')
    expect(all).not.toMatch(/e-|NaN|Infinity|undefined|\d\.\d{4}/)
    expect([number(1 / 3), number(-1e-9), number(84)]).toEqual(['0.333', '0', '84'])
  })
})

describe('the picture code', () => {
  it('has each module where the code has it, from the top left corner', () => {
    const text = 'https://register.example/certificates/EV-00042'
    const { data, size } = encode(text, { ecc: 'M', border: 0, maskPattern: 0 })
    const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
    for (const [, x, y, width] of drawPictureCode(text, 84, 66, 82).matchAll(/(\d+) (\d+) (\d+) 1 re/g)) {
      drawn[size - 1 - Number(y)]?.fill(true, Number(x), Number(x) + Number(width))
    }
    expect(drawn).toEqual(data)
  })

  it('fills its square', () => {
    const { size } = encode('a', { ecc: 'M', border: 0 })
    expect(drawPictureCode('a', 10, 20, size * 2)).toMatch(/^q 2\.00000 0 0 2\.00000 10 20 cm 0 g /)
  })
})
