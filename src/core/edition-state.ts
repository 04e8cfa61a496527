import { isPossiblyBy, type FullDay } from './day.ts'
import { successorsInForce, type Setting } from './standing.ts'
import type { Uuid } from './uuid.ts'

/**
 * What an edition is on a day, from its days and those of what replaces it: agreed and frozen, in force, superseded while
 * signings of it still count (`in-transition`) or no more (`superseded`), or over by its own term. Drafts are not on the register.
 */
export const editionStates = ['agreed', 'in-force', 'in-transition', 'superseded', 'over'] as const
export type EditionState = (typeof editionStates)[number]

/** The state of an edition on a day; undefined for one that is not there. */
export function editionStateOn(id: Uuid, editions: Setting['editions'], on: FullDay): EditionState | undefined {
  const edition = editions.get(id)
  if (!edition) return undefined
  if (!isPossiblyBy(edition.inForceFrom, on)) return 'agreed'
  if (edition.termEnds !== null && on > edition.termEnds) return 'over'
  const successors = successorsInForce(id, editions, on)
  if (successors.length === 0) return 'in-force'
  const closed = successors.some((one) => {
    const ends = editions.get(one)?.transitionEnds ?? null
    return ends !== null && ends < on
  })
  return closed ? 'superseded' : 'in-transition'
}
