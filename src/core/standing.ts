import { firstDayOf, isCertainlyBy, isPossiblyBy, lastDayOf, laterOf, nextDay, type Day, type FullDay } from './day.ts'
import type { SigningAct } from './views.ts'
import type { Uuid } from './uuid.ts'

/** How a signing stands on a day: the closed list of the register. */
export const standings = [
  'in-force',
  'earlier-edition',
  'lapsed',
  'withdrawn',
  'suspended',
  'removed',
  'ended',
  'entered-in-error',
  'not-yet',
  'not-known',
] as const
export type StandingName = (typeof standings)[number]

/** A standing and what it rests on: the day it began, and the edition that overtook the one signed. */
export type Standing = { name: StandingName; since?: Day; reviewBy?: FullDay; followedBy?: Uuid }

/** The days a signing's standing depends on. Acts are in the order of the log. */
export type SigningFacts = {
  edition: Uuid
  signatures: readonly { on: Day | null; decidedOn: Day | null }[]
  attestedOn: Day | null
  acts: readonly { act: SigningAct; on: FullDay | null; reviewBy: FullDay | null }[]
}

/** The days of an edition, and which editions it replaces. */
export type EditionFacts = {
  inForceFrom: Day
  transitionEnds: FullDay | null
  termEnds: FullDay | null
  replaces: readonly Uuid[]
}

/** All that a signing's standing depends on beside its own facts. */
export type Setting = {
  editions: ReadonlyMap<Uuid, EditionFacts>
  bodyEndedOn: Day | null
  /** Every signing of the same body, this one too. */
  signings: readonly SigningFacts[]
}

/** The day from which a signing counts: the latest of its signatures and decisions; none if a historic day is not recorded. */
export function effectiveDay(signing: SigningFacts): Day | null {
  const days = effectiveDays(signing)
  return days.length > 0 ? days.reduce(laterOf) : null
}

/**
 * Whether a signing may have begun by a day: where a day and a year have to come, not before that day. Of one whose day is
 * not recorded anything may be.
 */
export function mayHaveBegun(signing: SigningFacts, on: FullDay): boolean {
  return effectiveDays(signing).every((day) => isPossiblyBy(day, on))
}

function effectiveDays({ signatures }: SigningFacts): readonly Day[] {
  if (signatures.some(({ on }) => on === null)) return []
  return signatures.flatMap(({ on, decidedOn }) => [on, decidedOn]).filter((day) => day !== null)
}

/** How a signing stands on a day, as known now (domain handbook §4). */
export function standingOn(signing: SigningFacts, setting: Setting, on: FullDay): Standing {
  if (signing.acts.some(({ act }) => act === 'voided')) return { name: 'entered-in-error' }

  const begun = beginning(signing, on)
  if (begun !== 'begun') return begun

  const over = closing(signing, setting, on)
  if (over) return over

  const lastPause = signing.acts
    .filter(({ act, on: day }) => (act === 'suspended' || act === 'reinstated') && day !== null && day <= on)
    .at(-1)
  if (lastPause?.act === 'suspended') {
    const { on: since, reviewBy } = lastPause
    return { name: 'suspended', ...(since && { since }), ...(reviewBy && { reviewBy }) }
  }
  return succession(signing, setting, on)
}

/** The law for many signings on one day: asked once for all that have the same days, as most have those of others. */
export function judgeOn(editions: Setting['editions'], on: FullDay) {
  const judged = new Map<string, Standing>()
  return (signing: SigningFacts, signings: readonly SigningFacts[], bodyEndedOn: Day | null): Standing => {
    const alike = JSON.stringify([signing, signings, bodyEndedOn])
    const standing = judged.get(alike) ?? standingOn(signing, { editions, bodyEndedOn, signings }, on)
    judged.set(alike, standing)
    return standing
  }
}

/** Editions that replace one, directly or by way of others, that are certainly in force on a day. */
export function successorsInForce(edition: Uuid, editions: Setting['editions'], on: FullDay): readonly Uuid[] {
  return successorsBy(edition, editions, (inForceFrom) => isCertainlyBy(inForceFrom, on))
}

/** Editions that replace one, directly or by way of others, whose day of coming into force is such a day. */
function successorsBy(
  edition: Uuid,
  editions: Setting['editions'],
  counts: (inForceFrom: Day) => boolean,
): readonly Uuid[] {
  const found = new Set<Uuid>()
  const follow = (replaced: Uuid) => {
    for (const [id, { replaces }] of editions) {
      if (!replaces.includes(replaced) || found.has(id)) continue
      found.add(id)
      follow(id)
    }
  }
  follow(edition)
  return [...found].filter((id) => {
    const facts = editions.get(id)
    return facts !== undefined && counts(facts.inForceFrom)
  })
}

function beginning(signing: SigningFacts, on: FullDay): Standing | 'begun' {
  const effective = effectiveDay(signing)
  if (effective === null) {
    // In effect no later than its source says so; what was before that day nobody knows.
    return signing.attestedOn !== null && isCertainlyBy(signing.attestedOn, on) ? 'begun' : { name: 'not-known' }
  }
  if (isCertainlyBy(effective, on)) return 'begun'
  return mayHaveBegun(signing, on) ? { name: 'not-known', since: effective } : { name: 'not-yet', since: effective }
}

/** What has ended a signing by a day, if anything has: whichever came first. */
export function closing(signing: SigningFacts, setting: Setting, on: FullDay): Standing | undefined {
  const ends: Standing[] = signing.acts.flatMap(({ act, on: since }) =>
    (act === 'withdrawn' || act === 'removed') && since !== null ? [{ name: act, since }] : [],
  )
  // The last day of a body is still a day of the body.
  if (setting.bodyEndedOn !== null) ends.push({ name: 'ended', since: setting.bodyEndedOn })
  const inEffect = ends.filter(({ name, since }) => since !== undefined && endsBy(name, since, on))
  return inEffect.toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1))[0]
}

function endsBy(name: StandingName, since: Day, on: FullDay): boolean {
  return name === 'ended' ? lastDayOf(since) < on : isCertainlyBy(since, on)
}

function startOf({ name, since }: Standing): string {
  if (since === undefined) return ''
  return name === 'ended' ? nextDay(lastDayOf(since)) : firstDayOf(since)
}

function succession(signing: SigningFacts, setting: Setting, on: FullDay): Standing {
  // Whoever has signed an edition of 2026 has followed, though nobody wrote down the day from which it is in force.
  const begun = successorsBy(signing.edition, setting.editions, (inForceFrom) => isPossiblyBy(inForceFrom, on))
  const followed = setting.signings.find(
    (other) =>
      begun.includes(other.edition) &&
      !other.acts.some(({ act }) => act === 'voided') &&
      beginning(other, on) === 'begun',
  )
  if (followed) return { name: 'earlier-edition', followedBy: followed.edition }

  const successors = successorsInForce(signing.edition, setting.editions, on)
  const lapses = [
    setting.editions.get(signing.edition)?.termEnds,
    ...successors.map((id) => setting.editions.get(id)?.transitionEnds),
  ]
    .filter((day) => day !== null && day !== undefined)
    .filter((day) => day < on)
    .toSorted()
  const [lapsed] = lapses
  if (lapsed) return { name: 'lapsed', since: nextDay(lapsed) }

  const [successor] = successors
  return successor ? { name: 'earlier-edition', followedBy: successor } : { name: 'in-force' }
}
