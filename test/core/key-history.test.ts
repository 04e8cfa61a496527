import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstant } from '../../src/core/day.ts'
import {
  cosigningKeys,
  decideRetirement,
  nextHandover,
  signingKeys,
  type KeyHistory,
} from '../../src/core/key-history.ts'
import { stampAt } from './given.ts'

const at = parseInstant('2026-03-04T10:15:00Z')
const row = (position: number, key: string, about: Partial<KeyHistory[number]> = {}): KeyHistory[number] => {
  return { position, use: 'log', key, reason: 'routine', at, ...about }
}
const first = row(0, 'a', { reason: 'made' })

describe('neighbours’ logs are cosigned', () => {
  const witness = (position: number, key: string, reason: KeyHistory[number]['reason'] = 'routine') =>
    row(position, key, { use: 'witness', reason })

  it.each([
    ['by the first key while the log names none', [], ['a']],
    [
      'by each that took over beside those before, the newest first',
      [witness(3, 'b'), witness(5, 'c')],
      ['c', 'b', 'a'],
    ],
    [
      'by those alone that came after a stolen one',
      [witness(3, 'b'), witness(5, 'c', 'compromised'), witness(7, 'd')],
      ['d', 'c'],
    ],
    ['by none that was retired', [witness(3, 'b'), witness(5, 'a', 'withdrawn')], ['b']],
    ['by the keys of no other use', [row(3, 'b')], ['a']],
  ])('%s', (_who, history, keys) => {
    expect(cosigningKeys(history, 'a')).toEqual(keys)
  })
})

describe('a checkpoint is signed', () => {
  it.each([
    ['by the first key alone, up to the one that ends with the new key’s entry', 6, ['a']],
    ['by both after it, the newest first', 7, ['b', 'a']],
    ['by both up to the one before the older one is withdrawn', 9, ['b', 'a']],
    ['by the newer one alone from then on', 10, ['b']],
  ])('%s', (_when, size, keys) => {
    expect(signingKeys([first, row(5, 'b'), row(9, 'a', { reason: 'withdrawn' })], size)).toEqual(keys)
  })

  it('by the same keys however much longer the log has grown', () => {
    const histories = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 5 }), withdrawn: fc.boolean() }), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(histories, fc.nat({ max: 40 }), (steps, size) => {
        let position = 0
        const history = [first]
        for (const { gap, withdrawn } of steps) {
          position += gap
          const oldest = signingKeys(history, position).at(-1)
          const retires = withdrawn && signingKeys(history, position).length > 1 && oldest
          history.push(retires ? row(position, oldest, { reason: 'withdrawn' }) : row(position, `k${position}`))
        }
        const below = history.filter((one) => one.position < size + 1)
        expect(signingKeys(history, size + 1)).toEqual(signingKeys(below, size + 1))
        expect(signingKeys(history, size + 1).length).toBeGreaterThan(0)
      }),
    )
  })

  it('where a new key is named, and not where one is withdrawn or another use rotates', () => {
    const history = [first, row(3, 'j', { use: 'jose' }), row(5, 'b'), row(8, 'a', { reason: 'withdrawn' })]
    expect([0, 5, 6, 9].map((after) => nextHandover(history, after))).toEqual([6, 6, undefined, undefined])
  })
})

describe('a key is not retired', () => {
  it.each([
    ['while it is the only one', [first], '2030-01-01T00:00:00Z'],
    ['before the newer one’s policy is a year old', [first, row(5, 'b')], '2027-03-04T10:14:59Z'],
  ])('%s', (_when, history, moment) => {
    expect(() => decideRetirement(history, 9, stampAt(moment))).toThrow(
      expect.objectContaining({ kind: 'already-done' }),
    )
  })

  it('and then is, the oldest first', () => {
    const history = [first, row(5, 'b'), row(7, 'c', { at: parseInstant('2027-01-01T00:00:00Z') })]
    const { entry } = decideRetirement(history, 9, stampAt('2027-03-04T10:15:00Z'))
    expect(entry).toMatchObject({ type: 'key.rotated', use: 'log', key: 'a', reason: 'withdrawn' })
  })
})
