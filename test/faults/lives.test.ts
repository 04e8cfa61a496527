import { expect, it } from 'vitest'
import { liveMany } from '../lives/live.ts'

/** A number in `LIVES_SEED` repeats the run that named it; the gate lives the same lives every time. */
const seed = Number(process.env['LIVES_SEED'] ?? (process.env['CI'] ? 4242 : Date.now() % 2 ** 31))

it(`10,000 random lives go as the handbook tells (seed ${seed})`, { timeout: 900_000 }, () => {
  const { accepted, refused } = liveMany(10_000, seed)
  expect(Math.min(...accepted.values(), ...refused.values())).toBeGreaterThan(10)
})
