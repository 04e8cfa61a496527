import { assureNewcomer, registerBody } from './acceptance.ts'
import { sectorOf } from './body-kind.ts'
import { addDays, isPossiblyBy, londonDay, parseFullDay, type Day } from './day.ts'
import type { DeskActOf } from './desk-act.ts'
import { endBody } from './historic.ts'
import { Refusal } from './refusal.ts'
import type { Draft, Stamp } from './stamp.ts'
import type { Uuid } from './uuid.ts'
import type { Views } from './views.ts'

/** What a reorganisation starts from, as the register knows it. */
export type Reorganised = {
  /** The bodies that are named, by their ids. */
  from: ReadonlyMap<Uuid, Pick<Views['bodies'], 'name' | 'startedOn' | 'endedOn'>>
  /** The name of another body that has, or had, one of the new numbers. */
  namesake: string | undefined
}

/**
 * Decides that bodies are made from others: an entry for each new one and, where the others end with it, one for each of
 * their ends. Those end on the day before; signings end with them, and nothing is carried over.
 */
export function decideReorganisation(
  act: DeskActOf<'reorganise-bodies'>,
  known: Reorganised,
  stamp: Stamp,
): readonly Draft[] {
  const { on, made, from = [], ends, source } = act
  if (!isPossiblyBy(on, londonDay(stamp.at)))
    throw new Refusal('field-invalid', 'This day has not come yet. Announce the end of those before instead', 'on')
  assureNewcomer(known.namesake)
  const ids = from.map(({ body }) => body)
  if (new Set(ids).size < ids.length) throw new Refusal('field-invalid', 'Name each organisation once', 'from')
  if (ends && ids.length === 0) throw new Refusal('field-invalid', 'Say what it was made from', 'from')
  const lastDay = dayBefore(on)
  for (const id of ids) assureBefore(known.from.get(id), { on, lastDay, ends: ends !== undefined })

  const predecessors = ids.toSorted()
  const registrations = made.map(({ identifiers = [], ...body }) => {
    const { entry, disclosures } = registerBody({ ...body, identifiers, sector: sectorOf(body.kind) }, stamp)
    return { entry: { ...entry, from: on, ...(predecessors.length > 0 && { predecessors }) }, disclosures }
  })
  if (!ends) return registrations
  return [
    ...registrations,
    ...from.map(({ body, relation }) => {
      const successors = registrations.map(({ entry }) => ({ body: entry.id, relation }))
      return endBody({ body, on: lastDay, reason: ends, successors, source }, stamp)
    }),
  ]
}

function assureBefore(
  body: Pick<Views['bodies'], 'name' | 'startedOn' | 'endedOn'> | undefined,
  { on, lastDay, ends }: { on: Day; lastDay: Day; ends: boolean },
): void {
  if (!body) throw new Refusal('field-invalid', 'Choose organisations that are on the register', 'from')
  const { name, startedOn, endedOn } = body
  if (startedOn !== null && startedOn > lastDay)
    throw new Refusal('field-invalid', `${name} began later: look at the day`, 'on')
  if (ends && endedOn !== null)
    throw new Refusal('field-invalid', `The register says already that ${name} has ended`, 'ends')
  if (endedOn !== null && endedOn > on)
    throw new Refusal('field-invalid', `${name} ended after this day: look at the day`, 'on')
}

/** Within a month or a year of which nothing more is known, that month or year. */
function dayBefore(day: Day): Day {
  return day.length === 10 ? addDays(parseFullDay(day), -1) : day
}
