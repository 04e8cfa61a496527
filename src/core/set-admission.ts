import { londonDay } from './day.ts'
import type { EntryOf } from './entry.ts'
import { decideEdition, decideInstrument } from './opening.ts'
import { Refusal, type Mistake } from './refusal.ts'
import { decideBodies } from './set-bodies.ts'
import { refuseMistakes, type EditionLine, type InstrumentLine, type SetLines } from './set-lines.ts'
import type { Holdings } from './set-holdings.ts'
import { decideSignings } from './set-signings.ts'
import type { Draft, Stamp } from './stamp.ts'
import type { Uuid } from './uuid.ts'
import { compare, firstOnly, Names, requireNamed, weighing, type Placed, type Weighing } from './weighing.ts'

/**
 * Decides what of a set the register does not have yet: nothing where all of it is there. Refuses with every line that
 * contradicts the register, itself or another line; importing adds, and never changes.
 */
export function decideSet(set: SetLines, held: Holdings, stamp: Stamp): readonly Placed[] {
  assureSameWorld(set.invented, held.demonstration)
  const mistakes: Mistake[] = []
  const weighed = weighing(stamp, londonDay(stamp.at), mistakes)
  const instruments = decideInstruments(set.instruments, held, weighed)
  const editions = decideEditions(set.editions, held, instruments.names, weighed)
  const bodies = decideBodies(set.bodies, held, weighed)
  const signings = decideSignings(set.signings, held, { bodies: bodies.names, editions: editions.names }, weighed)
  refuseMistakes(mistakes)
  return [...instruments.drafts, ...editions.drafts, ...bodies.registrations, ...signings, ...bodies.ends]
}

/** A log cannot be cleaned: what is invented and what is real never share one. */
function assureSameWorld(invented: boolean, demonstration: boolean): void {
  if (invented === demonstration) return
  const words = demonstration
    ? 'This register is a demonstration, and the organisations of this folder are real. Real history never goes into a demonstration: open a register for it with “npm run open”.'
    : 'The organisations of this folder are invented, and this register is a real one. Nothing invented ever goes into it.'
  throw new Refusal('field-invalid', words, 'set.csv line 2')
}

function decideInstruments(lines: readonly InstrumentLine[], held: Holdings, weighed: Weighing) {
  const names = new Names<Uuid>()
  for (const { name, id } of held.instruments) names.add(name, id)
  const known = new Map(held.instruments.map((one) => [one.id, one]))
  const drafts: Placed[] = []
  for (const { place, name, area, binds } of firstOnly(weighed, lines, (line) => line.name)) {
    const there = names.named(name).flatMap((id) => known.get(id) ?? [])[0]
    if (there) {
      compare(weighed, place, [
        ['name', name, there.name],
        ['area', area, there.area],
        ['binds', binds.toSorted().join(' '), there.binds.toSorted().join(' ')],
      ])
      continue
    }
    const draft = decideInstrument({ name, area, binds: [...new Set(binds)] }, weighed.stamp)
    names.add(name, draft.entry.id)
    drafts.push({ ...draft, place })
  }
  return { names, drafts }
}

function decideEditions(lines: readonly EditionLine[], held: Holdings, instruments: Names<Uuid>, weighed: Weighing) {
  const names = new Names<Uuid>()
  for (const { name, id } of held.editions) names.add(name, id)
  const drafts: Placed<Draft<EntryOf<'edition.published'>>>[] = []
  const called = ({ instrument, label }: EditionLine) => `${instrument} ${label}`
  for (const line of firstOnly(weighed, lines, called)) {
    const { place, label, source, in_force_from: inForceFrom, agreed_on: agreedOn } = line
    const { transition_ends: transitionEnds, term_ends: termEnds, review_by: reviewBy } = line
    const instrument = requireNamed(weighed, instruments, line.instrument, place)
    // An edition stands below those it replaces, so that its line finds them.
    const replaces = line.replaces.flatMap((name) => requireNamed(weighed, names, name, place) ?? [])
    const [known] = names.named(called(line))
    const there = held.editions.find(({ id }) => id === known)
    if (there) {
      compare(weighed, place, [
        ['in_force_from', inForceFrom, there.inForceFrom],
        ['agreed_on', agreedOn, there.agreedOn],
        ['source', source, there.source],
        ['transition_ends', transitionEnds, there.transitionEnds],
        ['term_ends', termEnds, there.termEnds],
        ['review_by', reviewBy, there.reviewBy],
        ['replaces', replaces.toSorted().join(), there.replaces.toSorted().join()],
      ])
    } else if (instrument) {
      const days = {
        inForceFrom,
        ...(agreedOn && { agreedOn }),
        ...(transitionEnds && { transitionEnds }),
        ...(termEnds && { termEnds }),
        ...(reviewBy && { reviewBy }),
      }
      const edition = { instrument, label, texts: [], replaces, ...(source && { source }), ...days }
      const draft = decideEdition(edition, held.demonstration, weighed.stamp)
      names.add(called(line), draft.entry.id)
      drafts.push({ ...draft, place })
    }
  }
  return { names, drafts }
}
