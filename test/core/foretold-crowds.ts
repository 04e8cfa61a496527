import { addDays, daysFrom, parseFullDay, type FullDay } from '../../src/core/day.ts'
import { forecastFinish, type Forecast, type Waiting } from '../../src/core/forecast.ts'

const opening = parseFullDay('2026-01-05')

/** A body of a crowd: asked on a day, with a board on another or none, and signing on a third or never. Days since the opening. */
export type Member = { asked: number; board: number | null; signs: number }

/** What is known of a crowd on a day, and how many of it have signed. */
function knownOf(crowd: readonly Member[], day: number): { waiting: readonly Waiting[]; signed: number } {
  const on = (offset: number): FullDay => addDays(opening, offset)
  const waiting = crowd.map(({ asked, board, signs }): Waiting => {
    const since = board !== null && asked <= day ? board : asked
    const signed = signs <= day
    // Whoever signs before its board has met is done with it.
    const begun = signed && signs < since ? signs : since
    return {
      track: board === null || asked > day ? 'letter' : 'board',
      since: on(begun),
      until: signed ? on(signs) : null,
      signed,
      count: 1,
    }
  })
  return { waiting, signed: waiting.filter(({ signed }) => signed).length }
}

/** On which day a crowd has so many signings. */
export function finishOf(crowd: readonly Member[], target: number): number {
  return crowd.map(({ signs }) => signs).toSorted((a, b) => a - b)[target - 1] ?? Number.POSITIVE_INFINITY
}

/** What is foretold of a crowd on a part of its way, how far off that is in parts of the days that remain, and whether the finish lies between its days. */
export function foretell(
  crowd: readonly Member[],
  target: number,
  part: number,
): { forecast: Forecast; off: number | undefined; between: boolean } {
  const finish = finishOf(crowd, target)
  const today = Math.floor(finish * part)
  const { waiting, signed } = knownOf(crowd, today)
  const forecast = forecastFinish(waiting, target - signed, addDays(opening, today))
  const on = addDays(opening, finish)
  const off = forecast.kind === 'day' ? Math.abs(daysFrom(on, forecast.on)) / (finish - today) : undefined
  const between = 'earliest' in forecast && forecast.earliest <= on && on <= (forecast.latest ?? on)
  return { forecast, off, between }
}

/** A campaign of any shape: how many bodies, in which waves, how they answer, and how many of them should sign. */
export type Shape = {
  size: number
  target: number
  /** Days on which waves go out, and by how much each body answers to letters: how soon (days), and how evenly. */
  waves: readonly number[]
  scale: number
  evenness: number
  /** Shares of those who never sign, whose board meets first, who answer at once, and who only answer a reminder. */
  never: number
  boards: number
  quick: number
  reminded: number
  /** Days in which nobody signs, as one campaign in seven has them: nothing foretells them. */
  holiday: { from: number; days: number } | null
}

export function drawShape(chance: () => number): Shape {
  const between = (least: number, most: number) => least + chance() * (most - least)
  const size = Math.round(60 * 40 ** chance())
  const never = between(0, 0.35)
  const gap = Math.round(between(7, 28))
  return {
    size,
    target: Math.max(20, Math.round(size * between(0.3, 0.95) * (1 - never))),
    waves: Array.from({ length: 1 + Math.floor(chance() * 4) }, (_, n) => n * gap),
    scale: between(12, 90),
    evenness: between(0.5, 1.8),
    never,
    boards: chance() < 0.5 ? 0 : between(0, 0.5),
    quick: chance() < 0.5 ? 0 : between(0, 0.4),
    reminded: chance() < 0.5 ? 0 : between(0, 0.4),
    holiday: chance() < 0.85 ? null : { from: Math.round(between(20, 120)), days: Math.round(between(7, 28)) },
  }
}

/** The bodies of a campaign. */
export function crowdOf(shape: Shape, chance: () => number): readonly Member[] {
  const { waves, never, boards, quick, reminded, scale, evenness, holiday } = shape
  return Array.from({ length: shape.size }, (_, n): Member => {
    const asked = waves[n % waves.length] ?? 0
    const board = chance() < boards ? asked + Math.floor(chance() * 80) : null
    const wait = () => (-Math.log(1 - chance())) ** (1 / evenness) * scale
    const kind = chance()
    let waits = wait()
    if (board !== null) waits = -Math.log(1 - chance()) * 7
    else if (kind < quick) waits = -Math.log(1 - chance()) * 6
    else if (kind < quick + reminded) waits = ([7, 21, 42][Math.floor(chance() * 3)] ?? 7) - Math.log(1 - chance()) * 5
    const signs = Math.floor((board ?? asked) + waits)
    const inHoliday = holiday !== null && signs >= holiday.from && signs < holiday.from + holiday.days
    const later = inHoliday ? holiday.from + holiday.days + Math.floor(chance() * 7) : signs
    return { asked, board, signs: chance() < never ? Number.POSITIVE_INFINITY : later }
  })
}
