import { expect, it } from 'vitest'
import { liveMany } from '../lives/live.ts'

/** A number in `LIVES_SEED` repeats the run that named it. */
const seed = Number(process.env['LIVES_SEED'] ?? Date.now() % 2 ** 31)

it(`10,000 random lives go as the handbook tells (seed ${seed})`, { timeout: 900_000 }, () => {
  const { accepted, refused } = liveMany(10_000, seed)
  expect(Math.min(...accepted.values(), ...refused.values())).toBeGreaterThan(10)
})
