import { describe, expect, it } from 'vitest'
import { parseDay, type Day } from '../../src/core/day.ts'
import { decideReorganisation, type Reorganised } from '../../src/core/decide-reorganisation.ts'
import type { DeskActOf } from '../../src/core/desk-act.ts'
import { idOf, stampAt } from './given.ts'

type Act = DeskActOf<'reorganise-bodies'>
const [first, second] = [idOf(1), idOf(2)]
const lived = { name: 'First', startedOn: parseDay('2013-04-01'), endedOn: null }
const known = (rest: { endedOn?: Day } = {}): Reorganised => ({
  from: new Map([
    [first, { ...lived, ...rest }],
    [second, lived],
  ]),
  namesake: undefined,
})
const merger: Act = {
  act: 'reorganise-bodies',
  on: parseDay('2021-04-01'),
  made: [{ name: 'Merged', kind: 'nhs-body' }],
  from: [
    { body: second, relation: 'successor' },
    { body: first, relation: 'successor' },
  ],
  ends: 'merged',
}
const decide = (act: Partial<Act> = {}, about = known()) =>
  decideReorganisation({ ...merger, ...act }, about, stampAt())

describe('a reorganisation', () => {
  it('makes the new body from the old ones, which end the day before and name it', () => {
    const [made, ...ended] = decide().map(({ entry }) => entry)
    expect(made).toMatchObject({ type: 'body.registered', from: '2021-04-01', predecessors: [first, second] })
    expect(ended).toMatchObject(
      [second, first].map((body) => ({
        type: 'body.ended',
        body,
        on: '2021-03-31',
        reason: 'merged',
        successors: [{ body: made?.id, relation: 'successor' }],
      })),
    )
  })

  it('names every new body at the end of one that is split', () => {
    const made = ['North', 'South', 'East'].map((name) => ({ name, kind: 'nhs-body' as const }))
    const entries = decide({ made, from: [{ body: first, relation: 'functions-to' }], ends: 'split' })
    const last = entries.at(-1)?.entry
    const ids = entries.slice(0, 3).map(({ entry }) => entry.id)
    expect(last?.type === 'body.ended' && last.successors?.map(({ body }) => body).toSorted()).toEqual(ids.toSorted())
  })

  it('ends nobody who goes on, or who has ended already', () => {
    const { ends: _none, ...going } = merger
    const drafts = decideReorganisation(going, known({ endedOn: parseDay('2021-03-31') }), stampAt())
    expect(drafts.map(({ entry }) => entry.type)).toEqual(['body.registered'])
  })

  it('has no day before one of which only the year is known', () => {
    expect(decide({ on: parseDay('2021') }).at(-1)?.entry).toMatchObject({ on: '2021' })
  })

  it('is refused of what ended only later', () => {
    const { ends: _none, ...going } = merger
    const later = known({ endedOn: parseDay('2022') })
    expect(() => decideReorganisation(going, later, stampAt())).toThrow(expect.objectContaining({ field: 'on' }))
  })

  it.each<[string, string, Partial<Act>, Reorganised]>([
    ['that lies ahead', 'on', { on: parseDay('2030') }, known()],
    ['before what it is made from began', 'on', { on: parseDay('2013-04-01') }, known()],
    ['of what has ended already', 'ends', {}, known({ endedOn: parseDay('2020') })],
    ['of nobody that ends', 'from', { from: [] }, known()],
    ['of the same body twice', 'from', { from: [...(merger.from ?? []), ...(merger.from ?? [])] }, known()],
    ['of a body that is not there', 'from', { from: [{ body: idOf(7), relation: 'successor' }] }, known()],
    ['under a number that somebody has', 'identifier', {}, { ...known(), namesake: 'Third' }],
  ])('is refused %s', (_what, field, act, about) => {
    expect(() => decide(act, about)).toThrow(expect.objectContaining({ field }))
  })
})
