import { registerBody } from './acceptance.ts'
import { sectorOf } from './body-kind.ts'
import { endIdentifiers, renameBody } from './historic.ts'
import { assureBodySense, compareBody } from './set-body-checks.ts'
import { decideAnnouncement, decideEnd } from './set-ends.ts'
import type { Holdings } from './set-holdings.ts'
import { formatNumber, KnownBodies } from './set-known.ts'
import type { BodyLine } from './set-lines.ts'
import type { Draft } from './stamp.ts'
import type { Uuid } from './uuid.ts'
import { firstOnly, requireNamed, type Placed, type Weighing } from './weighing.ts'

/** Decides the bodies of a set that are not on the register, and the ends that it does not know of. */
export function decideBodies(lines: readonly BodyLine[], held: Holdings, weighed: Weighing) {
  const names = new KnownBodies(held.bodies)
  const identifiers = new Map<string, string>()
  const registrations: Placed[] = []
  const called = ({ name, number }: BodyLine) => (number === undefined ? name : `${name} ${formatNumber(number)}`)
  const found = firstOnly(weighed, lines, called).map((line) => {
    assureBodySense(line, identifiers, weighed)
    const there = names.findHeld(line, weighed)
    // A body was made from others that were there before, so their lines stand above.
    const predecessors = line.predecessors.flatMap((name) => requireNamed(weighed, names, name, line.place)?.id ?? [])
    const id = there?.id ?? register(line, predecessors)
    if (there) compareBody(line, there, predecessors, weighed)
    names.point(line, id)
    return { line, id, there }
  })
  function register(line: BodyLine, predecessors: readonly Uuid[]): Uuid {
    const drafts = draftBody(line, predecessors, weighed)
    registrations.push(...drafts.map((draft) => ({ ...draft, place: line.place })))
    return drafts[0].entry.id
  }
  // An end names what came after it, which may stand on any line.
  const ends = found.flatMap(({ line, id, there }) => [
    ...decideAnnouncement({ line, id, there }, weighed),
    ...decideEnd({ line, id, there }, names, weighed),
  ])
  return { names, registrations, ends }
}

/** A body, what it was called later, and which of its identifiers it has no longer. */
function draftBody(
  line: BodyLine,
  predecessors: readonly Uuid[],
  { stamp }: Weighing,
): readonly [Draft, ...(readonly Draft[])] {
  const { name, kind, identifiers, ended_identifiers: ended, former_names: former, welsh_name: welsh } = line
  const { website, area, started_on: from } = line
  const later = [...former.later, ...(line.renamed_on ? [{ on: line.renamed_on, what: name }] : [])]
  const described = {
    name: former.first ?? name,
    kind,
    sector: sectorOf(kind),
    identifiers: [...identifiers, ...ended.map(({ what }) => what)],
    ...(welsh && later.length === 0 && { welsh }),
    ...(website && { website }),
    ...(area && { area }),
  }
  const { entry, disclosures } = registerBody(described, stamp)
  const made = predecessors.length > 0 && { predecessors: [...new Set(predecessors)].toSorted() }
  const renames = later.map(({ on, what }, n) => {
    const last = n === later.length - 1
    return renameBody({ body: entry.id, name: what, welsh: last ? welsh : undefined, from: on }, stamp)
  })
  const digestOf = (n: number) =>
    disclosures.find((one) => one.name === `identifier.${identifiers.length + n + 1}`)?.digest ?? []
  const endings = [...Map.groupBy(ended.keys(), (n) => ended[n]?.on)].flatMap(([on, which]) =>
    on ? endIdentifiers({ body: entry.id, on, digests: which.flatMap(digestOf) }, stamp) : [],
  )
  return [{ entry: { ...entry, ...(from && { from }), ...made }, disclosures }, ...renames, ...endings]
}
