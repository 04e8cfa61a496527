import { expect, it } from 'vitest'
import { editionStates } from '../../src/core/edition-state.ts'
import { standings } from '../../src/core/standing.ts'
import { liveMany } from '../lives/live.ts'

it('500 random lives go as the handbook tells, whoever asks for whatever, in any order', () => {
  const { accepted, refused, seen } = liveMany(500, 2026)
  // Otherwise nothing much happened.
  expect([...accepted].filter(([, times]) => times < 5)).toEqual([])
  expect(accepted.size).toBe(18)
  expect(refused.size).toBeGreaterThanOrEqual(15)
  expect(seen).toEqual(new Set([...standings, ...editionStates]))
})
