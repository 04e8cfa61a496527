import { addDays, lastDayOf, laterOf, londonDay, type Day, type FullDay, type Instant } from './day.ts'
import type { Waiting } from './forecast.ts'

/** Bodies of a campaign with the same days. */
export type BodyDays = {
  /** When the wave that they are in was to be sent. */
  readonly planned: FullDay
  readonly invited: Instant | null
  readonly boardOn: FullDay | null
  readonly declined: Instant | null
  readonly signed: boolean
  /** The day of its last signature, where it is recorded. */
  readonly signedOn: Day | null
  readonly count: number
}

/** How many had signed by the end of a day. */
export type Point = { readonly day: FullDay; readonly count: number }

/** Signings from the first day of a campaign to a day, added up: a point for each day on which there were any. */
export function courseOf(all: readonly BodyDays[], opensOn: FullDay, today: FullDay): readonly Point[] {
  const days = new Map<FullDay, number>([[opensOn, 0]])
  for (const one of all) {
    if (!one.signed) continue
    // Whoever had signed before it began, or on nobody knows which day, is there from the beginning.
    const day = within(signingDay(one) ?? opensOn, opensOn, today)
    days.set(day, (days.get(day) ?? 0) + one.count)
  }
  let sum = 0
  return [...days].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([day, count]) => ({ day, count: (sum += count) }))
}

/** The same bodies as a forecast looks at them: those who were asked, and those whose turn is still to come. */
export function waitingOf(all: readonly BodyDays[], today: FullDay): readonly Waiting[] {
  return all.flatMap((one): readonly Waiting[] => {
    const { planned, invited, boardOn, declined, signed, count } = one
    const asked = invited && londonDay(invited)
    // Who signed without having been asked says nothing of those who are.
    if (signed && !asked) return []
    const signedOn = signed ? (signingDay(one) ?? today) : null
    const ended = signedOn ?? (declined && londonDay(declined))
    const begun = boardOn ?? asked ?? laterOf(planned, addDays(today, 1))
    const since = ended !== null && ended < begun ? ended : begun
    return [{ track: boardOn === null ? 'letter' : 'board', since, until: ended, signed, count }]
  })
}

function signingDay({ signedOn }: BodyDays): FullDay | null {
  return signedOn === null ? null : lastDayOf(signedOn)
}

function within(day: FullDay, from: FullDay, to: FullDay): FullDay {
  if (day < from) return from
  return day > to ? to : day
}
