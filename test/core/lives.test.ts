import { expect, it } from 'vitest'
import { standings } from '../../src/core/standing.ts'
import { liveMany } from '../lives/live.ts'

it('300 random lives go as the handbook tells, whoever asks for whatever, in any order', () => {
  const { accepted, refused, seen } = liveMany(300, 2026)
  // Otherwise nothing much happened.
  expect([...accepted].filter(([, times]) => times < 5)).toEqual([])
  expect(accepted.size).toBe(17)
  expect(refused.size).toBeGreaterThanOrEqual(13)
  expect(seen).toEqual(new Set(standings))
})
