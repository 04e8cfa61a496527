import { isToldOn, type Change } from '../core/change.ts'
import { firstDayOf, formatDayWords, isPossiblyBy, lastDayOf, type Day, type FullDay } from '../core/day.ts'
import type { Standing } from '../core/standing.ts'
import { editionName, type Edition } from '../storage/read/editions.ts'
import { capital, reasonOf, sayChange, subjectOf } from './change-words.ts'

/** A line of the timeline: when, what, and the number of the entry that says so. */
export type TimelineLine = {
  on: Day | null
  /** Whom it is about, where that is not the body itself. */
  subject: { href: string; name: string } | undefined
  words: string
  /** Why, and what the body replied, as somebody wrote it. */
  reason: string | null
  reply: string | null
  /** None for what follows from the days of an edition. */
  entry: number | undefined
  ahead: boolean
}

type Stands = { edition: string; standing: Standing }

/** What happened to a body, the latest first, as it is told about a day; what nobody dated comes last. */
export function timelineOf(
  { slug, endedOn }: { slug: string; endedOn: Day | null },
  changes: readonly Change[],
  stands: readonly Stands[],
  asAt: FullDay,
): readonly TimelineLine[] {
  // What replaced an edition after a body had ended is no longer its story.
  const isTooLate = ({ type, on }: Change) =>
    type === 'edition.published' && on !== null && endedOn !== null && !isPossiblyBy(on, lastDayOf(endedOn))
  const told = changes
    .filter((change) => isToldOn(change, asAt) && !isTooLate(change))
    .map((change) => lineOf(slug, change, asAt))
  const lapses = stands.flatMap(({ edition, standing }) =>
    standing.name === 'lapsed' && standing.since
      ? [
          {
            on: standing.since,
            subject: undefined,
            words: `Lapsed from the ${edition}`,
            reason: null,
            reply: null,
            entry: undefined,
            ahead: false,
          },
        ]
      : [],
  )
  return [...told, ...lapses].toSorted(latestFirst)
}

/** What happened to some editions, the latest first, as it is told about a day; and what follows from their days alone. */
export function timelineOfEditions(
  changes: readonly Change[],
  editions: readonly Pick<Edition, 'slug' | 'instrumentName' | 'label' | 'replaces' | 'transitionEnds' | 'termEnds'>[],
  asAt: FullDay,
): readonly TimelineLine[] {
  const told = changes.filter((change) => isToldOn(change, asAt)).map((change) => lineOf(undefined, change, asAt))
  const ends = editions.flatMap((edition) => {
    const { slug, replaces, transitionEnds, termEnds } = edition
    const subject = { href: `/editions/${slug}`, name: editionName(edition) }
    const line = (on: FullDay | null, words: string): readonly TimelineLine[] =>
      on === null ? [] : [{ on, subject, words, reason: null, reply: null, entry: undefined, ahead: on > asAt }]
    return [
      ...line(replaces.length > 0 ? transitionEnds : null, 'is the only one that counts after this day'),
      ...line(termEnds, 'ends with this day'),
    ]
  })
  return [...told, ...ends].toSorted(latestFirst)
}

function latestFirst(a: TimelineLine, b: TimelineLine): number {
  const [one, other] = [sortDay(a), sortDay(b)]
  return one === other ? (b.entry ?? 0) - (a.entry ?? 0) : (one < other && 1) || -1
}

function lineOf(slug: string | undefined, change: Change, asAt: FullDay): TimelineLine {
  const about = slug !== undefined && change.body?.slug === slug ? undefined : subjectOf(change)
  const words = sayChange(change, asAt)
  return {
    on: change.on,
    subject: about,
    words: about ? words : capital(words),
    reason: reasonOf(change),
    reply: change.reply,
    entry: change.entry,
    ahead: change.on !== null && !isPossiblyBy(change.on, asAt),
  }
}

function sortDay({ on }: TimelineLine): string {
  return on === null ? '' : firstDayOf(on)
}

/** The names a body no longer has, each with the day it was given up. */
export function formerNames(
  names: readonly { name: string; position: number; fromDay: Day | null }[],
): readonly { name: string; until: string | undefined }[] {
  const positions = [...new Set(names.map(({ position }) => position))].toSorted((a, b) => a - b)
  const last = positions.at(-1)
  return names
    .filter(({ position }) => position !== last)
    .map(({ name, position }) => {
      const next = positions[positions.indexOf(position) + 1]
      const until = names.find((one) => one.position === next)?.fromDay
      return { name, until: until ? formatDayWords(until) : undefined }
    })
}
