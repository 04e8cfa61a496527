import { addSeconds, millisecondsOf, type Instant } from './day.ts'

const hour = 3600
const day = 24 * hour

/** Of copies made within so many seconds, the newest of each such stretch of time is kept. */
const rules = [
  { within: day, stretch: hour },
  { within: 7 * day, stretch: day },
  { within: Infinity, stretch: 7 * day },
] as const

/**
 * Which copies of the database are kept: the newest of each hour of a day, of each day of a week, and of each week before
 * that. None that would be `days` old before the next look, an hour from now: what was erased so long ago is gone.
 */
export function backupsToKeep(made: readonly Instant[], now: Instant, days: number): ReadonlySet<Instant> {
  const oldest = addSeconds(now, hour - days * day)
  const young = made.filter((at) => at > oldest).toSorted()
  return new Set(
    rules.flatMap(({ within, stretch }) => {
      const newest = new Map(young.map((at) => [Math.floor(millisecondsOf(at) / 1000 / stretch), at]))
      return [...newest.values()].filter((at) => millisecondsOf(now) - millisecondsOf(at) < within * 1000)
    }),
  )
}
