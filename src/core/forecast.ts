import { addDays, daysFrom, type FullDay } from './day.ts'

/** Bodies that have waited alike: since their letter, or since their board looked at it, and what came of it when. */
export type Waiting = {
  readonly track: 'letter' | 'board'
  /** The first day on which they may sign; a day to come is one on which they will be asked. */
  readonly since: FullDay
  /** The last day on which they might have signed, where they have, or will not; null while they may. */
  readonly until: FullDay | null
  readonly signed: boolean
  readonly count: number
}

/**
 * When so many more will have signed. A day is said only where it is at most a fifth of the remaining days off, nine
 * times in ten: what is no more than a guess is not said. Between `earliest` and `latest` it is four times in five.
 */
export type Forecast =
  | { readonly kind: 'reached' }
  | { readonly kind: 'day'; readonly on: FullDay; readonly earliest: FullDay; readonly latest: FullDay }
  /** Too few have signed to say anything. */
  | { readonly kind: 'too-few' }
  /** It may be soon or late; `latest` is null where it may be never. */
  | { readonly kind: 'unsure'; readonly earliest: FullDay; readonly latest: FullDay | null }
  /** At this rate it will not be. */
  | { readonly kind: 'never' }

/** Signings below which nothing is said. */
const fewest = 12
/** Signings that count in full. No curve is quite the right one, so more of them count for less: four times as many for twice. */
const fullest = 20
/** How far off a day may be, in remaining days, and how likely it has to be no further off. */
const [share, likely] = [0.2, 0.9]
/** The last day that is looked at. */
const horizon = 730

/**
 * Foretells from how those who were asked have answered so far. Every curve of a family (Weibull, of which a share never
 * signs) is weighed by how well it explains who has signed after how many days and who has not; each that is left foretells
 * a day, for as many more signings as are missing and for as many more or fewer as chance may bring.
 */
export function forecastFinish(all: readonly Waiting[], missing: number, today: FullDay): Forecast {
  if (missing <= 0) return { kind: 'reached' }
  const signed = all.reduce((sum, one) => sum + (one.signed ? one.count : 0), 0)
  if (signed < fewest) return { kind: 'too-few' }
  const [letter, board] = [weigh(seenOn(all, 'letter', today)), weigh(seenOn(all, 'board', today))]
  const usual = board.toSorted((a, b) => b.weight - a.weight)[0]?.curve ?? (() => 1)
  const open = { letter: openOn(all, 'letter', today), board: openOn(all, 'board', today) }
  const days = letter.flatMap(({ curve, weight }) =>
    chances.map(({ by, share: part }) => {
      const asked = missing + by * Math.sqrt(missing)
      return {
        day: dayOf((day) => gained(open.letter, curve, day) + gained(open.board, usual, day), asked),
        weight: weight * part,
      }
    }),
  )
  const [first, last] = [quantile(days, 0.1), quantile(days, 0.9)]
  if (first > horizon) return { kind: 'never' }
  const earliest = addDays(today, first)
  const latest = last > horizon ? null : addDays(today, last)
  const { day, chance } = likeliest(days)
  if (latest === null || chance < likely) return { kind: 'unsure', earliest, latest }
  return { kind: 'day', on: addDays(today, day), earliest, latest }
}

/** Three places that stand for a normal distribution (Gauss–Hermite), in standard deviations. */
const chances = [
  { by: -Math.sqrt(3), share: 1 / 6 },
  { by: 0, share: 2 / 3 },
  { by: Math.sqrt(3), share: 1 / 6 },
]

/** The share that has not signed after so many days of waiting. */
type Curve = (days: number) => number

const curves: readonly Curve[] = [0.5, 0.7, 0.9, 1.1, 1.5, 2].flatMap((shape) =>
  Array.from({ length: 13 }, (_, n) => 4 * 1.45 ** n).flatMap((scale) =>
    [0, 0.15, 0.3].map(
      (never): Curve =>
        (days) =>
          never + (1 - never) * Math.exp(-((days / scale) ** shape)),
    ),
  ),
)

type Weighed = readonly { readonly curve: Curve; readonly weight: number }[]

/** How many have signed on a day of their waiting, and how many have not at its end. */
type Seen = readonly { readonly signed: number; readonly not: number }[]

/** The curves that explain what was seen at all well, each by how well. */
function weigh(seen: Seen): Weighed {
  const trust = Math.min(1, Math.sqrt(fullest / seen.reduce((sum, { signed }) => sum + signed, 0)))
  const explained = curves.map((curve) => {
    let [log, before] = [0, 1]
    for (const [day, { signed, not }] of seen.entries()) {
      const after = curve(day + 1)
      if (signed > 0) log += signed * Math.log(Math.max(before - after, Number.MIN_VALUE))
      if (not > 0) log += not * Math.log(after)
      before = after
    }
    return { curve, log }
  })
  const best = explained.reduce((most, { log }) => Math.max(most, log), Number.NEGATIVE_INFINITY)
  const known = explained
    .map(({ curve, log }) => ({ curve, weight: Math.exp((log - best) * trust) }))
    .filter(({ weight }) => weight > 0.01)
  const sum = known.reduce((total, { weight }) => total + weight, 0)
  return known.map(({ curve, weight }) => ({ curve, weight: weight / sum }))
}

function seenOn(all: readonly Waiting[], track: Waiting['track'], today: FullDay): Seen {
  const seen: { signed: number; not: number }[] = []
  for (const one of all) {
    const days = daysFrom(one.since, one.until ?? today)
    if (one.track !== track || days < 0) continue
    while (seen.length <= days) seen.push({ signed: 0, not: 0 })
    const known = seen[days]
    if (known) known[one.signed ? 'signed' : 'not'] += one.count
  }
  return seen
}

type Open = readonly { readonly wait: number; readonly count: number }[]

function openOn(all: readonly Waiting[], track: Waiting['track'], today: FullDay): Open {
  const open = all.filter((one) => one.track === track && one.until === null)
  const waits = Map.groupBy(open, ({ since }) => daysFrom(since, today) + 1)
  return [...waits].map(([wait, alike]) => ({ wait, count: alike.reduce((sum, { count }) => sum + count, 0) }))
}

/** How many more will have signed after so many days, as a curve has it. */
function gained(open: Open, curve: Curve, days: number): number {
  return open.reduce((signings, { wait, count }) => {
    return wait + days <= 0 ? signings : signings + count * (1 - curve(wait + days) / curve(Math.max(0, wait)))
  }, 0)
}

/** The first day by which so many have; beyond the horizon where that is out of sight. */
function dayOf(gainedBy: (day: number) => number, asked: number): number {
  if (gainedBy(horizon) < asked) return horizon + 1
  let [low, high] = [0, horizon]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (gainedBy(middle) < asked) low = middle
    else high = middle
  }
  return high
}

/** The day that is likeliest to be near enough, and how likely that is. */
function likeliest(days: Days): { day: number; chance: number } {
  const tried = [...new Set(days.map(({ day }) => day))].map((day) => {
    const near = days.filter((one) => Math.abs(one.day - day) <= one.day * share)
    return { day, chance: near.reduce((sum, { weight }) => sum + weight, 0) }
  })
  return tried.reduce((best, one) => (one.chance > best.chance ? one : best))
}

type Days = readonly { readonly day: number; readonly weight: number }[]

function quantile(days: Days, part: number): number {
  let sum = 0
  return days.toSorted((a, b) => a.day - b.day).find(({ weight }) => (sum += weight) >= part)?.day ?? horizon + 1
}
