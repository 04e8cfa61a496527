import fc from 'fast-check'
import { languages, type Language } from './texts.ts'

/** Who sits at the desk, and for whom they work; nobody has an employer who works for themselves. */
export const people = {
  Ann: null,
  Bea: 'Example Vale Council',
  // A colleague of hers, whose employer is only written otherwise.
  Col: 'EXAMPLE  VALE COUNCIL',
  // Works for the first organisation there is.
  Dee: 'Example Body 0',
  Eve: null,
} as const
export type Person = keyof typeof people
export type Desk = readonly Person[]

/** A day so many days from the one on which it is said, and how much of it is said. */
export type SaidDay = { in: number; precision: 'day' | 'month' | 'year' }

/**
 * What somebody asks of the register. Things are named by a number: whichever there is at that place, counting round. All
 * days are relative to the day on which they are said.
 */
export type Command =
  | { do: 'wait'; days: number }
  | { do: 'register'; number: number | undefined }
  | {
      do: 'agree'
      /** Another agreement than the first, which is on the register from then on. */
      accord: number | undefined
      label: number | undefined
      texts: Texts
      agreed: SaidDay | undefined
      from: SaidDay
      replaces: number | undefined
      transition: number
      term: number
    }
  | { do: 'sign'; body: number | 'new'; edition: number; hands: 1 | 2; decided: number | undefined; by: Desk }
  | { do: 'rename'; body: number; name: number; from: SaidDay }
  | { do: 'correct'; body: number; website: number | undefined; adds: number | undefined; ends: number | undefined }
  | { do: 'announce'; body: number; on: SaidDay }
  | { do: 'end'; body: number; on: SaidDay; twice: boolean; successors: readonly number[] }
  | { do: 'withdraw' | 'reaffirm'; signing: number; on: number; way: Way; by: Desk }
  | { do: 'correct-signing'; signing: number; hand: 1 | 2; decided: SaidDay | undefined; by: Desk }
  | { do: 'suspend'; signing: number; decided: number; told: number; from: number; review: number; by: Desk }
  | { do: 'reinstate'; signing: number; from: number; by: Desk }
  | { do: 'remove'; signing: number; decided: number; told: number; on: number; by: Desk }
  | { do: 'void'; signing: number; by: Desk }
  | { do: 'extend'; edition: number; transition: number | undefined; term: number | undefined }
  | { do: 'correct-text'; edition: number; language: Language; wording: number; promises: 2 | 3; by: Desk }
  | { do: 'erase'; signing: number }

/** The texts of an edition that somebody wants to have agreed; the second may be of another agreement than the first. */
export type Texts = 'none' | 'english' | 'with-welsh' | 'other-welsh'

/** Who wants it: the desk itself, or the body, whose signatory has or has not confirmed it, and then the desk. */
export type Way = 'desk' | 'unconfirmed' | 'confirmed'

const thing = fc.nat({ max: 6 })
const offset = fc.constantFrom(-800, -400, -90, -40, -28, -2, -1, 0, 0, 0, 1, 27, 28, 29, 60, 200, 400)
const mostly = fc.constantFrom('day' as const, 'day' as const, 'month' as const, 'year' as const)
const said = fc.record<SaidDay>({ in: offset, precision: mostly })
const rarely = <T>(one: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, one)
const perhaps = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const somebody = fc.constantFrom<Person>('Ann', 'Bea', 'Col', 'Dee', 'Eve')
const desk = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Desk>(['Ann', 'Bea']) },
  { weight: 2, arbitrary: fc.array(somebody, { minLength: 1, maxLength: 2 }) },
)
// Mostly a panel goes about it as it should: decided, told at once, four weeks before it counts.
const panel = {
  signing: thing,
  decided: fc.constantFrom(-60, -40, -1, 0, 0, 1),
  told: fc.constantFrom(-40, -28, 0, 0, 1),
  by: desk,
}
const count = fc.constantFrom(-12, 0, 0, 27, 28, 29, 60)

/** Commands of every sort, those without which nothing happens more often than the rest. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 28, 29, 90, 400) }) },
  fc.record({ do: fc.constant('register' as const), number: perhaps(thing) }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('agree' as const),
      accord: rarely(thing),
      label: rarely(thing),
      texts: fc.constantFrom<Texts>('english', 'english', 'with-welsh', 'with-welsh', 'other-welsh', 'none'),
      agreed: rarely(said),
      from: said,
      replaces: perhaps(thing),
      transition: fc.constantFrom(-1, 30, 100, 400),
      term: fc.constantFrom(-1, 200, 900),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('sign' as const),
      body: fc.oneof(fc.constant('new' as const), thing, thing),
      edition: thing,
      hands: fc.constantFrom(1 as const, 2 as const),
      decided: perhaps(fc.constantFrom(-90, -28, -1, 0)),
      by: desk,
    }),
  },
  fc.record({ do: fc.constant('rename' as const), body: thing, name: thing, from: said }),
  fc.record({
    do: fc.constant('correct' as const),
    body: thing,
    website: perhaps(fc.nat({ max: 2 })),
    adds: perhaps(thing),
    ends: perhaps(thing),
  }),
  fc.record({ do: fc.constant('announce' as const), body: thing, on: said }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      body: thing,
      on: said,
      twice: fc.boolean(),
      successors: fc.array(thing, { maxLength: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('withdraw' as const, 'reaffirm' as const),
      signing: thing,
      on: offset,
      way: fc.constantFrom<Way>('desk', 'confirmed', 'unconfirmed'),
      by: desk,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('correct-signing' as const),
      signing: thing,
      hand: fc.constantFrom(1 as const, 2 as const),
      decided: perhaps(said),
      by: desk,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('suspend' as const),
      ...panel,
      from: count,
      review: fc.constantFrom(0, 1, 180, 366, 367),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('reinstate' as const), signing: thing, from: offset, by: desk }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), ...panel, on: count }) },
  fc.record({ do: fc.constant('void' as const), signing: thing, by: desk }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('extend' as const),
      edition: thing,
      transition: perhaps(fc.constantFrom(-1, 0, 1, 40, 500)),
      term: perhaps(fc.constantFrom(0, 1, 1000)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('correct-text' as const),
      edition: thing,
      language: fc.constantFrom(...languages),
      wording: fc.nat({ max: 3 }),
      promises: fc.constantFrom(2 as const, 2 as const, 2 as const, 3 as const),
      by: desk,
    }),
  },
  fc.record({ do: fc.constant('erase' as const), signing: thing }),
)
