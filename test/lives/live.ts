import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import { editionStateOn, type EditionState } from '../../src/core/edition-state.ts'
import { replay, type Rows } from '../../src/core/replay.ts'
import { factsOfEditions, factsOfSignings } from '../../src/core/standing-facts.ts'
import { standingOn, type StandingName } from '../../src/core/standing.ts'
import { fullDayOf, numberOf } from './calendar.ts'
import { command, type Command, type Desk } from './commands.ts'
import { Model, type Reach } from './model.ts'
import { Register } from './register.ts'
import { promisesOfAll, writeText, type Language } from './texts.ts'

const birth = numberOf('2026-03-04')
const first: Command[] = [
  {
    do: 'agree',
    accord: undefined,
    label: undefined,
    texts: 'with-welsh',
    agreed: undefined,
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
    { do: 'withdraw', signing: 0, on: 0, way: 'desk', by: desk },
    { do: 'reinstate', signing: 0, from: 0, by: desk },
  ],
  // What a body asks for is not checked by its own people alone.
  [{ do: 'withdraw', signing: 0, on: 0, way: 'confirmed', by: ['Dee'] }],
]

/** What a life was like, so that a test can see that much happened. */
export type Told = {
  accepted: Map<Command['do'], number>
  refused: Map<Command['do'], number>
  seen: Set<StandingName | EditionState>
}

/** What is answered for each of some days, by what is asked about. */
type Answers = Readonly<Record<string, readonly (StandingName | EditionState)[]>>

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
  const sizes: { size: number; days: readonly number[]; answers: Answers }[] = []
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
    expect(answers, words).toEqual(answersOfModel(model, days))
    expect(textsOf(register.rows), words).toEqual(textsOfModel(model))
    const kept = (line: Answers[string] | undefined) => line?.filter((_, n) => isBeyond(reach, days[n] ?? 0))
    for (const [of, line] of Object.entries(before ?? {})) expect(kept(answers[of]), words).toEqual(kept(line))
    for (const name of Object.values(answers).flat()) told.seen.add(name)
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

/** How every signing stands and what every edition is on every day, by the law of the register. */
function answersOf(rows: Rows, days: readonly number[]): Answers {
  const editions = factsOfEditions(rows)
  const facts = factsOfSignings(rows)
  const ends = new Map(rows.bodies.map(({ id, endedOn }) => [id, endedOn]))
  const signings = rows.signings.map(({ id, body }) => {
    const own = facts.get(id)
    if (!own) throw new Error('a signing without facts')
    const all = rows.signings.filter((one) => one.body === body).flatMap((one) => facts.get(one.id) ?? [])
    const setting = { editions, bodyEndedOn: ends.get(body) ?? null, signings: all }
    return days.map((day) => standingOn(own, setting, fullDayOf(day)).name)
  })
  const states = rows.editions.map(({ id }) =>
    days.flatMap((day) => editionStateOn(id, editions, fullDayOf(day)) ?? []),
  )
  return named(signings, states)
}

function answersOfModel(model: Model, days: readonly number[]): Answers {
  return named(
    model.signings.map((signing) => days.map((day) => model.standing(signing, day))),
    model.editions.map((edition) => days.map((day) => model.state(edition, day))),
  )
}

function named(signings: readonly Answers[string][], editions: readonly Answers[string][]): Answers {
  const ofSignings = signings.map((line, n) => [`signing ${n}`, line] as const)
  return Object.fromEntries([...ofSignings, ...editions.map((line, n) => [`edition ${n}`, line] as const)])
}

/** The digests of what can be read of every edition, in its languages, and of what every signing is of. */
function textsOf({ editions, editionTexts, signings }: Rows) {
  const digests = editions.map(({ id }) => {
    const own = editionTexts.filter(({ edition }) => edition === id)
    return Object.fromEntries(own.map(({ language, sha256 }) => [language, sha256]))
  })
  return { editions: digests, signings: signings.map(({ text }) => text) }
}

function textsOfModel({ editions, signings }: Model) {
  const digest = (at: number, language: Language, wording = 0) => {
    const { instrument = '', label = '' } = editions[at] ?? {}
    const text = writeText({ instrument, label, language, wording, promises: promisesOfAll })
    return createHash('sha256').update(text).digest('hex')
  }
  return {
    editions: editions.map(({ texts }, n) =>
      Object.fromEntries([...texts].map(([language, wording]) => [language, digest(n, language, wording)])),
    ),
    signings: signings.map(({ edition, text }) => digest(edition, 'en', text)),
  }
}

function isBeyond({ first: from, last }: Reach, day: number): boolean {
  return day < from || day > last
}
