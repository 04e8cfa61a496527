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

/** The editions that can be signed on a day and replace, directly or by way of others, one of those that were signed. */
export function newerToSign<Edition extends EditionFacts & { id: Uuid; texts: readonly unknown[] }>(
  signed: readonly Uuid[],
  all: readonly Edition[],
  editions: Setting['editions'],
  on: FullDay,
): readonly Edition[] {
  const after = new Set(signed.flatMap((edition) => successorsInForce(edition, editions, on)))
  return all.filter(
    (edition) => after.has(edition.id) && !signed.includes(edition.id) && isSignable(edition, editions, on),
  )
}
