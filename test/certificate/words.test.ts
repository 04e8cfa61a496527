import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseWords, partsOf, say, sayDay } from '../../src/certificate/words.ts'
import { Malformed } from '../../src/encoding/malformed.ts'

const text = readFileSync(join(import.meta.dirname, '../../templates/certificate/en.md'), 'utf8')
const words = parseWords(text)

describe('the wording of a certificate', () => {
  it('says what a certificate is not', () => {
    const promise = 'It records a signing. It does not certify that the organisation keeps its promises.'
    expect(say(words, 'promise', {})).toBe(promise)
  })

  it('claims nothing that is not so', () => {
    expect(text).not.toMatch(/advanced|qualified|legally binding|certified|accredited|guarantee/i)
  })

  it('fills slots with what it is given, as it stands', () => {
    const fill = { instrument: '$& {label}', label: '2026' }
    expect(say(words, 'edition', fill)).toBe('$& {label} 2026')
  })

  it('is cut at its slots', () => {
    expect(partsOf(words, 'statement.signed')).toEqual([
      'This certificate records that ',
      '{body}',
      ' signed ',
      '{edition}',
      ' ',
      '{date}',
      '.',
    ])
  })
})

describe('a day', () => {
  it.each([
    ['2026-06-14', 'on 14 June 2026'],
    ['2026-01-01', 'on 1 January 2026'],
    ['2014-12', 'in December 2014'],
    ['2009', 'in 2009'],
  ])('%s is said as precisely as it is known', (day, said) => {
    expect(sayDay(words, day)).toBe(said)
  })

  it.each(['2026-02-30', '2026-13', '14 June 2026', ''])('is refused: %j', (day) => {
    expect(() => sayDay(words, day)).toThrow(Malformed)
  })
})

describe('wording is refused', () => {
  it.each([
    ['without a key', text.replace(/^promise: .*\n/m, '')],
    ['with a key that nothing asks for', `${text}flourish: Hooray\n`],
    ['with a key twice', `${text}promise: It records a signing.\n`],
    ['without a slot', text.replace('{address}', 'the address')],
    ['with another slot', text.replace('{address}', '{place}')],
    ['with a slot twice', text.replace('{address}', '{address} {address}')],
    ['without a language', text.replace('language: en-GB', 'tongue: en-GB')],
    ['with eleven months', text.replace(', December', '')],
    ['with an empty text', text.replace(/^heading: .*$/m, 'heading: ')],
    ['with a line that is no wording', `${text}and so on\n`],
  ])('%s', (_why, bent) => {
    expect(bent).not.toBe(text)
    expect(() => parseWords(bent)).toThrow(Malformed)
  })
})
