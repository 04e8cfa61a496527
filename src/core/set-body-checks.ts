import { sectorOf } from './body-kind.ts'
import { firstDayOf, lastDayOf } from './day.ts'
import { mostPredecessors, mostSuccessors } from './desk-act.ts'
import { formatDated, formatList, tidy } from './set-cells.ts'
import { namesOf, type HeldBody } from './set-holdings.ts'
import type { BodyLine } from './set-lines.ts'
import type { Uuid } from './uuid.ts'
import { compare, type Weighing } from './weighing.ts'

/** The most identifiers that one line may give: the entry of a body has room for these. */
export const mostIdentifiers = 30

/** Blames a line for what no organisation can be; `identifiers` are those of the lines above, by their lines. */
export function assureBodySense(line: BodyLine, identifiers: Map<string, string>, weighed: Weighing): void {
  const { blame, today } = weighed
  const { place, kind, sector, started_on: start, ended_identifiers: ended } = line
  if (sector && sector !== sectorOf(kind)) blame(place, `sector: ${kind} is a kind of ${sectorOf(kind)}`)
  if (start && firstDayOf(start) > today) blame(place, 'started_on: this day has not come yet')
  const numbers = new Set([...line.identifiers, ...ended.map(({ what }) => what)])
  if (line.identifiers.length + ended.length > mostIdentifiers)
    blame(place, `identifiers: give at most ${mostIdentifiers}`)
  for (const number of numbers) {
    const earlier = identifiers.get(number)
    if (earlier) blame(place, `identifiers: ${number} is on ${earlier} already`)
    identifiers.set(number, place)
  }
  if (line.predecessors.length > mostPredecessors) blame(place, `predecessors: give at most ${mostPredecessors}`)
  if (ended.some(({ on }) => firstDayOf(on) > today)) blame(place, 'ended_identifiers: this day has not come yet')
  assureNames(line, weighed)
  assureEnd(line, weighed)
}

function assureNames(line: BodyLine, { blame, today }: Weighing): void {
  const { place, former_names: former, renamed_on: renamed } = line
  if (!renamed !== (former.first === undefined))
    blame(place, 'renamed_on: say both what it was called before (former_names) and since when it is called so')
  if ([renamed, ...former.later.map(({ on }) => on)].some((day) => day !== undefined && firstDayOf(day) > today))
    blame(place, 'renamed_on: this day has not come yet')
}

function assureEnd(line: BodyLine, { blame, today }: Weighing): void {
  const { place, started_on: start, ended_on: end, end_reason: reason, successors } = line
  if (!line.announced_end !== !line.announced_reason)
    blame(place, 'announced_end: say both when it is to end and why (announced_reason), or neither')
  if (line.announced_end && end) blame(place, 'announced_end: it has ended; leave this out')
  if (!end !== !reason) blame(place, 'ended_on: say both when it ended and why (end_reason), or neither')
  if (!end && successors.length > 0) blame(place, 'successors: say when it ended, or leave them out')
  if (successors.length > mostSuccessors) blame(place, `successors: give at most ${mostSuccessors}`)
  if (end && firstDayOf(end) > today) blame(place, 'ended_on: this day has not come yet')
  if (start && end && firstDayOf(start) > lastDayOf(end)) blame(place, 'ended_on: this is before it began')
  if (reason === 'registered-twice' && (successors.length !== 1 || successors[0]?.relation !== 'successor'))
    blame(place, 'successors: name the one record that stays, as its successor')
}

/** Blames a line for everything that it says otherwise than the register. */
export function compareBody(line: BodyLine, there: HeldBody, predecessors: readonly Uuid[], weighed: Weighing): void {
  const { place, name, kind, website, area, former_names: former } = line
  const own = there.namings.at(-1)
  const earlier = namingsBefore(there)
  const said = former.first === undefined ? [] : [former.first, ...former.later.map(formatDated)]
  const live = there.identifiers.filter(({ endedOn }) => endedOn === null).map(({ identifier }) => identifier)
  const ended = endedOf(there)
  const any = there.identifiers.map(({ identifier }) => identifier)
  compare(weighed, place, [
    ['name', name, namesOf(there).some((one) => tidy(one) === name) ? name : own?.name],
    ['welsh_name', line.welsh_name, there.welsh],
    ['renamed_on', line.renamed_on, own?.from],
    ['former_names', formatList(said), formatList(earlier)],
    ['kind', kind, there.kind],
    ['started_on', line.started_on, there.startedOn],
    ['predecessors', predecessors.toSorted().join(' '), there.predecessors.toSorted().join(' ')],
    ['website', website, there.website],
    ['area', area, there.area],
    ...line.identifiers
      .filter((number) => !any.includes(number))
      .map((number) => ['identifiers', number, live.join(' ')] as const),
    ...line.ended_identifiers
      .map(formatDated)
      .filter((one) => !ended.includes(one))
      .map((one) => ['ended_identifiers', one, ended.join('; ')] as const),
  ])
}

/** The names of a body before its present one, each later one with its day, as a line writes them. */
export function namingsBefore({ namings }: HeldBody): readonly string[] {
  return namings.slice(0, -1).map(({ name, from }) => (from ? formatDated({ on: from, what: tidy(name) }) : tidy(name)))
}

/** The identifiers that a body has no longer, as a line writes them. */
export function endedOf({ identifiers }: HeldBody): readonly string[] {
  return identifiers
    .flatMap(({ identifier, endedOn }) => (endedOn ? formatDated({ on: endedOn, what: identifier }) : []))
    .toSorted()
}
