import fc from 'fast-check'
import { expect } from 'vitest'
import { replay, type Rows } from '../../src/core/replay.ts'
import { factsOfEditions, factsOfSignings } from '../../src/core/standing-facts.ts'
import { standingOn, type StandingName } from '../../src/core/standing.ts'
import { fullDayOf, numberOf } from './calendar.ts'
import { command, type Command, type Desk } from './commands.ts'
import { Model, type Reach } from './model.ts'
import { Register } from './register.ts'

const birth = numberOf('2026-03-04')
const first: Command[] = [
  {
    do: 'publish',
    from: { in: -800, precision: 'year' },
    replaces: undefined,
    transition: -1,
    term: 900,
  },
  { do: 'sign', body: 'new', edition: 0, hands: 1, decided: undefined, by: ['Ann'] },
]
const lives = fc.array(command, { minLength: 5, maxLength: 25 })

const desk: Desk = ['Ann', 'Bea']

/** Lives that chance rarely comes to. */
const rare: readonly (readonly Command[])[] = [
  // Suspended, then withdrawn: nothing is left to be reinstated.
  [
    { do: 'suspend', signing: 0, decided: 0, told: 0, from: 28, review: 180, by: desk },
    { do: 'wait', days: 29 },
    { do: 'withdraw', signing: 0, on: 0 },
    { do: 'reinstate', signing: 0, from: 0, by: desk },
  ],
]

/** What a life was like, so that a test can see that much happened. */
export type Told = {
  accepted: Map<Command['do'], number>
  refused: Map<Command['do'], number>
  seen: Set<StandingName>
}

/** Lives so many lives of a register, beside the model. The same for one seed. */
export function liveMany(numRuns: number, seed: number): Told {
  const told: Told = { accepted: new Map(), refused: new Map(), seen: new Set() }
  const property = fc.property(lives, fc.nat(), (life, cut) => live([...first, ...life], cut, told))
  fc.assert(property, { numRuns, seed, examples: rare.map((life) => [[...life], 0]) })
  return told
}

function live(life: readonly Command[], cut: number, told: Told): void {
  const model = new Model(birth)
  const register = new Register(birth)
  const sizes: { size: number; days: readonly number[]; answers: readonly (readonly string[])[] }[] = []
  for (const one of life) {
    const reach = model.ask(one)
    const days = daysAround(model)
    const before = reach && answersOf(register.rows, days)
    expect(register.ask(one), `${JSON.stringify(one)} on ${fullDayOf(model.today)}`).toBe(reach !== undefined)
    const counts = reach ? told.accepted : told.refused
    counts.set(one.do, (counts.get(one.do) ?? 0) + 1)
    if (!reach || one.do === 'wait') continue
    const answers = answersOf(register.rows, days)
    const words = `${JSON.stringify(one)} on ${fullDayOf(model.today)}`
    expect(answers, words).toEqual(model.signings.map((signing) => days.map((day) => model.standing(signing, day))))
    const isKept = (_: unknown, n: number) => isBeyond(reach, days[n] ?? 0)
    const kept = (lines: typeof answers) => lines.map((line) => line.filter(isKept))
    expect(kept(answers.slice(0, before?.length)), words).toEqual(kept(before ?? []))
    answers.flat().forEach((name) => told.seen.add(name))
    sizes.push({ size: register.log.length, days, answers })
  }
  // The views as they were written act by act, as they grew, and as the whole log makes them.
  expect(replay(register.log)).toEqual(register.shelf.rows)
  expect(register.rows).toEqual(register.shelf.rows)
  const past = sizes[cut % sizes.length]
  if (past) expect(answersOf(replay(register.log.slice(0, past.size)), past.days)).toEqual(past.answers)
}

/** Some days before, about and after today, among them those about which something may change next. */
function daysAround({ today }: Model): readonly number[] {
  return [-1200, -401, -90, -29, -28, -2, -1, 0, 1, 27, 28, 29, 60, 201, 400, 1000].map((days) => today + days)
}

/** How every signing stands on every day, by the law of the register. */
function answersOf(rows: Rows, days: readonly number[]): readonly (readonly StandingName[])[] {
  const editions = factsOfEditions(rows)
  const facts = factsOfSignings(rows)
  const ends = new Map(rows.bodies.map(({ id, endedOn }) => [id, endedOn]))
  return rows.signings.map(({ id, body }) => {
    const own = facts.get(id)
    if (!own) throw new Error('a signing without facts')
    const signings = rows.signings.filter((one) => one.body === body).flatMap((one) => facts.get(one.id) ?? [])
    const setting = { editions, bodyEndedOn: ends.get(body) ?? null, signings }
    return days.map((day) => standingOn(own, setting, fullDayOf(day)).name)
  })
}

function isBeyond({ first: from, last }: Reach, day: number): boolean {
  return day < from || day > last
}
