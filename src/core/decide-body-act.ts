import { sectorOf } from './body-kind.ts'
import {
  firstDayOf,
  formatDayWords,
  isCertainlyBy,
  isPossiblyBy,
  lastDayOf,
  londonDay,
  type Day,
  type FullDay,
} from './day.ts'
import type { BodyAct, DeskActOf } from './desk-act.ts'
import type { Field } from './disclosure.ts'
import { fold } from './fold.ts'
import { announceEnd, endBody, renameBody } from './historic.ts'
import { Refusal, type Mistake } from './refusal.ts'
import { head, type Draft, type Stamp } from './stamp.ts'
import type { Uuid } from './uuid.ts'
import type { Views } from './views.ts'

/** A body that an act is about, as the register knows it, and whatever else the act names. */
export type ActedBody = {
  body: Views['bodies']
  /** Its names, in the order in which they were entered. */
  names: readonly Pick<Views['bodyNames'], 'fromDay'>[]
  /** Its numbers, those that have ended too. */
  identifiers: readonly Views['identifiers'][]
  /** The bodies that are to come after it, by their ids. */
  others: ReadonlyMap<Uuid, { name: string; startedOn: Day | null; endedOn: Day | null }>
  /** The name of another body that has, or had, one of the new numbers. */
  namesake: string | undefined
}

/** Decides what becomes of a body. A body that has ended keeps its history: only what was wrong about it can be put right. */
export function decideBodyAct(act: BodyAct, acted: ActedBody, stamp: Stamp): readonly Draft[] {
  const today = londonDay(stamp.at)
  switch (act.act) {
    case 'rename-body':
      return [rename(act, acted, today, stamp)]
    case 'correct-body':
      return [correct(act, acted, today, stamp)]
    case 'announce-end':
      return [announce(act, acted, today, stamp)]
    case 'end-body':
      return [end(act, acted, today, stamp)]
  }
}

function rename(act: DeskActOf<'rename-body'>, { body, names }: ActedBody, today: FullDay, stamp: Stamp): Draft {
  if (fold(act.name) === fold(body.name) && act.name === body.name)
    throw new Refusal('field-invalid', 'This is its name already', 'name')
  assureCome(act.from, today, 'from')
  assureLived(body, act.from, 'from')
  // The latest entry tells the present name; one that it had before that would take its place.
  const since = names.at(-1)?.fromDay
  if (since && lastDayOf(act.from) < firstDayOf(since)) {
    const words = `It has had its present name since ${formatDayWords(since)}: another one counts from then at the earliest`
    throw new Refusal('field-invalid', words, 'from')
  }
  return renameBody({ body: body.id, name: act.name, welsh: act.welsh, from: act.from }, stamp)
}

function correct(act: DeskActOf<'correct-body'>, acted: ActedBody, today: FullDay, stamp: Stamp): Draft {
  const { body, identifiers, namesake } = acted
  const { kind, website, area, adds = [], ends = [] } = act
  const isNew = {
    kind: kind !== undefined && kind !== body.kind,
    website: website !== undefined && website !== body.website,
    area: area !== undefined && area !== body.area,
  }
  const live = identifiers.filter(({ endedOn }) => endedOn === null)
  const ended = live.filter(({ identifier }) => ends.includes(identifier))
  const mistakes: Mistake[] = []
  if (ended.length < new Set(ends).size) mistakes.push({ field: 'ends', words: 'It does not have this number' })
  if (adds.some((one) => live.some(({ identifier }) => identifier === one)))
    mistakes.push({ field: 'adds', words: 'It has this number already' })
  if (namesake) mistakes.push({ field: 'adds', words: `This number is on the register already, for ${namesake}` })
  if (mistakes.length > 0) throw new Refusal('field-invalid', 'Some answers need another look.', mistakes)
  if (!Object.values(isNew).includes(true) && adds.length + ended.length === 0)
    throw new Refusal('field-invalid', 'Change something: this is what the register says already', 'website')
  assureCome(act.on, today, 'on')
  const fields: Field[] = [
    ...(isNew.website && website ? [{ name: 'website', value: website, public: true }] : []),
    ...(isNew.area && area ? [{ name: 'area', value: area, public: true }] : []),
    ...[...new Set(adds)].map((value, n) => ({ name: `identifier.${n + 1}`, value, public: true })),
  ]
  const { common, disclosures } = head(stamp, fields)
  const digests = ended.map(({ digest }) => digest).toSorted()
  return {
    entry: {
      ...common,
      type: 'body.corrected',
      body: body.id,
      on: act.on,
      ...(isNew.kind && kind && { kind, sector: sectorOf(kind) }),
      ...(digests.length > 0 && { ends: digests }),
    },
    disclosures,
  }
}

function announce(act: DeskActOf<'announce-end'>, { body }: ActedBody, today: FullDay, stamp: Stamp): Draft {
  assureLives(body)
  if (isCertainlyBy(act.on, today))
    throw new Refusal('field-invalid', 'This day has come. Record that the organisation has ended', 'on')
  return announceEnd({ body: body.id, on: act.on, reason: act.reason }, stamp)
}

function end(act: DeskActOf<'end-body'>, { body, others }: ActedBody, today: FullDay, stamp: Stamp): Draft {
  assureLives(body)
  const { on, reason, successors, source } = act
  if (!isPossiblyBy(on, today))
    throw new Refusal('field-invalid', 'This day has not come yet. Announce the end instead', 'on')
  assureLived(body, on, 'on')
  const ids = successors.map((one) => one.body)
  if (ids.includes(body.id)) throw new Refusal('field-invalid', 'Nothing comes after itself', 'successors')
  if (new Set(ids).size < ids.length) throw new Refusal('field-invalid', 'Name each organisation once', 'successors')
  if (ids.some((id) => !others.has(id)))
    throw new Refusal('field-invalid', 'Choose organisations that are on the register', 'successors')
  if (ids.some((id) => isGoneBefore(others.get(id)?.endedOn ?? null, on)))
    throw new Refusal('field-invalid', 'What comes after it cannot have ended before it', 'successors')
  const [first] = successors
  if (reason === 'registered-twice' && (successors.length !== 1 || first?.relation !== 'successor'))
    throw new Refusal('field-invalid', 'Name the one record that stays, as its successor', 'successors')
  // Two records that stood for each other would lead in circles.
  if (reason === 'registered-twice' && first && others.get(first.body)?.endedOn !== null)
    throw new Refusal('field-invalid', 'The record that stays has ended itself', 'successors')
  return endBody({ body: body.id, on, reason, successors, source }, stamp)
}

function isGoneBefore(endedOn: Day | null, on: Day): boolean {
  return endedOn !== null && lastDayOf(endedOn) < firstDayOf(on)
}

function assureLives({ endedOn }: Views['bodies']): void {
  if (endedOn !== null) throw new Refusal('body-ended', 'The register says already that this organisation has ended.')
}

/** Refuses a day that is certainly before a body began or after it ended. */
function assureLived({ startedOn, endedOn }: Views['bodies'], on: Day, field: string): void {
  if (startedOn !== null && lastDayOf(on) < firstDayOf(startedOn))
    throw new Refusal('field-invalid', 'This is before the organisation began', field)
  if (isGoneBefore(endedOn, on)) throw new Refusal('field-invalid', 'This is after the organisation ended', field)
}

function assureCome(on: Day, today: FullDay, field: string): void {
  if (!isPossiblyBy(on, today)) throw new Refusal('field-invalid', 'This day has not come yet', field)
}
