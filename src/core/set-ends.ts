import { announceEnd, endBody } from './historic.ts'
import type { HeldBody } from './set-holdings.ts'
import type { KnownBodies } from './set-known.ts'
import type { BodyLine } from './set-lines.ts'
import type { Uuid } from './uuid.ts'
import { compare, requireNamed, type Placed, type Weighing } from './weighing.ts'

/** A line about a body, which is on the register already or not. */
type Lined = { line: BodyLine; id: Uuid; there: HeldBody | undefined }

/** Decides an announced end that the register does not know of; one that it knows is held against the line. */
export function decideAnnouncement({ line, id, there }: Lined, weighed: Weighing): readonly Placed[] {
  const { place, announced_end: on, announced_reason: reason } = line
  if (!on || !reason) return []
  if (!there || (there.endAnnounced === null && there.endedOn === null))
    return [{ ...announceEnd({ body: id, on, reason }, weighed.stamp), place }]
  compare(weighed, place, [
    ['announced_end', on, there.endAnnounced],
    ['announced_reason', reason, there.endAnnouncedAs],
  ])
  return []
}

/** Decides an end that the register does not know of; one that it knows is held against the line. */
export function decideEnd({ line, id, there }: Lined, names: KnownBodies, weighed: Weighing): readonly Placed[] {
  const { place, ended_on: on, end_reason: reason, end_source: source } = line
  const successors = line.successors.flatMap(({ relation, name }) => {
    const next = requireNamed(weighed, names, name, place)
    if (next?.id === id) weighed.blame(place, 'successors: nothing comes after itself')
    return next ? [{ body: next.id, relation, name }] : []
  })
  if (there && there.endedOn !== null) {
    const said = successors.map((one) => `${one.relation}: ${one.name}`)
    const known = there.successors.map(({ successor, relation }) => {
      const same = successors.find((one) => one.body === successor && one.relation === relation)
      return same ? `${relation}: ${same.name}` : `${relation}: ${successor}`
    })
    compare(weighed, place, [
      ['ended_on', on, there.endedOn],
      ['end_reason', reason, there.endReason],
      ['end_source', source, there.endSource],
      ['successors', said.toSorted().join('; '), known.toSorted().join('; ')],
    ])
    return []
  }
  if (!on || !reason) return []
  return [{ ...endBody({ body: id, on, reason, successors, source }, weighed.stamp), place }]
}
