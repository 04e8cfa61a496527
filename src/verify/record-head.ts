import * as v from 'valibot'
import { FullDay, Instant } from '../core/day.ts'

/** The first line of the signed list in its form of record, as far as a verifier reads it. */
export type RecordHead = v.InferOutput<typeof RecordHead>
export const RecordHead = v.object({
  asAt: FullDay,
  log: v.object({ origin: v.string(), size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), root: v.string() }),
  sequence: v.number(),
  nextUpdate: Instant,
})
