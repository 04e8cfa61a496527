import { registerBody } from './acceptance.ts'
import { sectorOf } from './body-kind.ts'
import { firstDayOf, lastDayOf } from './day.ts'
import type { EntryOf } from './entry.ts'
import { endBody } from './historic.ts'
import type { HeldBody, Holdings } from './set-holdings.ts'
import type { BodyLine } from './set-lines.ts'
import type { Draft } from './stamp.ts'
import type { Uuid } from './uuid.ts'
import { compare, firstOnly, Names, requireNamed, type Placed, type Weighing } from './weighing.ts'

/** A body as others of the set point to it, with the days between which it could sign. */
export type KnownBody = { id: Uuid; name: string } & Pick<HeldBody, 'startedOn' | 'endedOn'>

/** Decides the bodies of a set that are not on the register, and the ends that it does not know of. */
export function decideBodies(lines: readonly BodyLine[], held: Holdings, weighed: Weighing) {
  const heldNames = new Names<HeldBody>()
  for (const body of held.bodies) for (const name of body.names) heldNames.add(name, body)
  const byNumber = new Map(held.bodies.flatMap((body) => body.identifiers.map((number) => [number, body])))
  const names = new Names<KnownBody>()
  for (const body of held.bodies) {
    const known = { ...body, name: body.names.at(-1) ?? '' }
    for (const name of [...body.names, ...body.identifiers]) names.add(name, known)
  }

  const registrations: Placed<Draft<EntryOf<'body.registered'>>>[] = []
  const numbers = new Map<string, string>()
  const found = firstOnly(weighed, lines, ({ name }) => name).map((line) => {
    assureSense(line, numbers, weighed)
    const [numbered] = line.identifiers.flatMap((number) => byNumber.get(number) ?? [])
    const called = heldNames.named(line.name)
    if (!numbered && called.length > 1)
      weighed.blame(line.place, 'name: several are called so; give a number of the one you mean')
    const there = numbered ?? called[0]
    if (there) {
      compareBody(line, there, weighed)
      return { line, id: there.id, there }
    }
    const draft = draftBody(line, weighed)
    registrations.push({ ...draft, place: line.place })
    const { id } = draft.entry
    const { name, started_on: startedOn = null, ended_on: endedOn = null } = line
    const known = { id, name, startedOn, endedOn }
    for (const spelt of [name, ...line.identifiers]) names.add(spelt, known)
    return { line, id, there: undefined }
  })
  // An end names what came after it, which may stand on any line.
  const ends = found.flatMap(({ line, id, there }) => decideEnd(line, id, there, { names, weighed }))
  return { names, registrations, ends }
}

function draftBody(line: BodyLine, { stamp }: Weighing): Draft<EntryOf<'body.registered'>> {
  const { name, kind, identifiers, website, area, started_on: from } = line
  const described = {
    name,
    kind,
    sector: sectorOf(kind),
    identifiers,
    ...(website && { website }),
    ...(area && { area }),
  }
  const { entry, disclosures } = registerBody(described, stamp)
  return { entry: { ...entry, ...(from && { from }) }, disclosures }
}

function assureSense(line: BodyLine, numbers: Map<string, string>, { blame, today }: Weighing): void {
  const { place, kind, sector, identifiers, started_on: start, ended_on: end, end_reason: reason } = line
  if (sector && sector !== sectorOf(kind)) blame(place, `sector: ${kind} is a kind of ${sectorOf(kind)}`)
  if (!end !== !reason) blame(place, 'ended_on: say both when it ended and why (end_reason), or neither')
  if (!end && line.successors.length > 0) blame(place, 'successors: say when it ended, or leave them out')
  if (start && firstDayOf(start) > today) blame(place, 'started_on: this day has not come yet')
  if (end && firstDayOf(end) > today) blame(place, 'ended_on: this day has not come yet')
  if (start && end && firstDayOf(start) > lastDayOf(end)) blame(place, 'ended_on: this is before it began')
  if (identifiers.length > 10) blame(place, 'identifiers: give at most ten')
  for (const number of identifiers) {
    const earlier = numbers.get(number)
    if (earlier) blame(place, `identifiers: ${number} is on ${earlier} already`)
    numbers.set(number, place)
  }
}

function compareBody(line: BodyLine, there: HeldBody, weighed: Weighing): void {
  const { place, name, kind, website, area } = line
  compare(weighed, place, [
    ['name', name, there.names.includes(name) ? name : there.names.at(-1)],
    ['kind', kind, there.kind],
    ['started_on', line.started_on, there.startedOn],
    ['website', website, there.website],
    ['area', area, there.area],
    ...line.identifiers
      .filter((number) => !there.identifiers.includes(number))
      .map((number) => ['identifiers', number, there.identifiers.join(' ')] as const),
  ])
  // An end that the register does not know of yet is new, not another.
  if (there.endedOn === null) return
  compare(weighed, place, [
    ['ended_on', line.ended_on, there.endedOn],
    ['end_reason', line.end_reason, there.endReason],
    ['end_source', line.end_source, there.endSource],
  ])
}

function decideEnd(
  line: BodyLine,
  body: Uuid,
  there: HeldBody | undefined,
  { names, weighed }: { names: Names<KnownBody>; weighed: Weighing },
): readonly Placed[] {
  const { place, ended_on: on, end_reason: reason, end_source: source } = line
  if (!on || !reason) return []
  const successors = line.successors.flatMap(({ relation, name }) => {
    const next = requireNamed(weighed, names, name, place)
    if (next?.id === body) weighed.blame(place, 'successors: nothing comes after itself')
    return next ? [{ body: next.id, relation, name }] : []
  })
  if (there && there.endedOn !== null) {
    const said = successors.map((one) => `${one.relation}: ${one.name}`)
    const known = there.successors.map(({ successor, relation }) => {
      const same = successors.find((one) => one.body === successor && one.relation === relation)
      return same ? `${relation}: ${same.name}` : `${relation}: ${successor}`
    })
    compare(weighed, place, [['successors', said.toSorted().join('; '), known.toSorted().join('; ')]])
    return []
  }
  return [{ ...endBody({ body, on, reason, successors, source }, weighed.stamp), place }]
}
