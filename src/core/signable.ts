import { isPossiblyBy, type FullDay } from './day.ts'
import { successorsInForce, type EditionFacts, type Setting } from './standing.ts'
import type { Uuid } from './uuid.ts'

/** Whether an edition can be signed online on a day: its text is held, it is in force, its term is not over, and no successor is in force. */
export function isSignable(
  { id, texts, inForceFrom, termEnds }: EditionFacts & { id: Uuid; texts: readonly unknown[] },
  editions: Setting['editions'],
  on: FullDay,
): boolean {
  const inForce = isPossiblyBy(inForceFrom, on) && (termEnds === null || on <= termEnds)
  return texts.length > 0 && inForce && successorsInForce(id, editions, on).length === 0
}
