import { kinds, type Kind } from './body-kind.ts'
import { isPossiblyBy, lastDayOf, type Day, type FullDay } from './day.ts'
import type { StandingName } from './standing.ts'
import type { Uuid } from './uuid.ts'

/** So many bodies of one kind that began and ended on the same days. */
export type BodyCount = { kind: Kind; startedOn: Day | null; endedOn: Day | null; count: number }

/** How a signing stands, and whose it is. */
export type StoodSigning = {
  body: Uuid
  kind: Kind
  startedOn: Day | null
  endedOn: Day | null
  edition: Uuid
  standing: StandingName
}

/** The bodies of one kind, each once: with a signing in force, with another signing, and there without one. */
export type Coverage = { kind: Kind; inForce: number; otherwise: number; unsigned: number }

/**
 * How far signing has come on a day, kind by kind in the order of kinds; kinds without bodies are left out. A signing that
 * was entered in error is none. A body that is not there on the day counts only for what it signed.
 */
export function coverageOn(
  bodies: readonly BodyCount[],
  signings: readonly StoodSigning[],
  on: FullDay,
): readonly Coverage[] {
  const living = new Map<Kind, number>()
  for (const group of bodies) {
    if (isThere(group, on)) living.set(group.kind, (living.get(group.kind) ?? 0) + group.count)
  }
  const held = Map.groupBy(
    signings.filter(({ standing }) => standing !== 'entered-in-error'),
    ({ body }) => body,
  )
  const signers = Map.groupBy(held.values(), ([first]) => first?.kind)
  return kinds.flatMap((kind) => {
    const own = signers.get(kind) ?? []
    const inForce = own.filter((all) => all.some(({ standing }) => standing === 'in-force')).length
    const there = own.filter(([first]) => first && isThere(first, on)).length
    const unsigned = (living.get(kind) ?? 0) - there
    const otherwise = own.length - inForce
    return inForce + otherwise + unsigned > 0 ? [{ kind, inForce, otherwise, unsigned }] : []
  })
}

function isThere({ startedOn, endedOn }: Pick<BodyCount, 'startedOn' | 'endedOn'>, on: FullDay): boolean {
  return (startedOn === null || isPossiblyBy(startedOn, on)) && (endedOn === null || lastDayOf(endedOn) >= on)
}
