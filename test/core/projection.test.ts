import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLeaf, formatLeaf } from '../../src/core/entry.ts'
import { projectAll } from '../../src/core/projection.ts'
import { nothingYet } from '../../src/core/surroundings.ts'
import { viewNames } from '../../src/core/views.ts'
import { happenings, historyOf, recordedOf, type Happening } from '../support/history.ts'
import { Shelf } from '../support/shelf.ts'

describe('the views of a history', () => {
  it('are the same whether it is replayed at once, or a beginning of it and then the rest', () => {
    fc.assert(
      fc.property(happenings, fc.nat(), (happened, at) => {
        const recorded = recordedOf(historyOf(happened))
        const cut = at % (recorded.length + 1)
        const whole = new Shelf()
        whole.apply(projectAll(recorded, nothingYet))
        const parts = new Shelf()
        parts.apply(projectAll(recorded.slice(0, cut), nothingYet))
        parts.apply(projectAll(recorded.slice(cut), parts.surroundings()))
        expect(parts.rows).toEqual(whole.rows)
      }),
    )
  })

  it('are the same entry by entry, as they are written', () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        const recorded = recordedOf(historyOf(happened))
        const whole = new Shelf()
        whole.apply(projectAll(recorded, nothingYet))
        const live = new Shelf()
        for (const one of recorded) live.apply(projectAll([one], live.surroundings()))
        expect(live.rows).toEqual(whole.rows)
      }),
    )
  })

  it('have nothing in them that is private', () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        const recorded = recordedOf(historyOf(happened)).map((one) => ({
          ...one,
          disclosures: one.disclosures.map((told) => (told.public ? told : { ...told, value: 'SECRET' })),
        }))
        const shelf = new Shelf()
        shelf.apply(projectAll(recorded, nothingYet))
        expect(JSON.stringify(shelf.rows)).not.toContain('SECRET')
      }),
    )
  })

  it('never change a slug that somebody has, and never give it to another', () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        const changes = projectAll(recordedOf(historyOf(happened)), nothingYet)
        const slugs = changes.flatMap(({ change }) =>
          'insert' in change && change.view === 'slugs' ? [change.insert] : [],
        )
        expect(new Set(slugs.map(({ noun, slug }) => `${noun}/${slug}`)).size).toBe(slugs.length)
        expect(changes.some(({ change }) => change.view === 'slugs' && 'set' in change)).toBe(false)
      }),
    )
  })

  it('give references in the order of the log: the rank among the signings', () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        const changes = projectAll(recordedOf(historyOf(happened)), nothingYet)
        const given = changes.flatMap(({ change }) =>
          'insert' in change && change.view === 'signings' ? [change.insert] : [],
        )
        expect(given.map(({ reference }) => reference)).toEqual(
          given.map((_, n) => `EX-${String(n + 1).padStart(5, '0')}`),
        )
      }),
    )
  })

  it('of history are made of leaves that the table knows', () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        const entries = historyOf(happened).map(({ entry }) => entry)
        expect(entries.map((entry) => parseLeaf(formatLeaf(entry)))).toEqual(entries)
      }),
    )
  })
})

describe('a body', () => {
  const register = (name: string): Happening => ({ type: 'body.registered', pick: 0, other: 0, name })
  const rename = (pick: number, name: string): Happening => ({ type: 'body.renamed', pick, other: 0, name })
  const bodiesOf = (...happened: readonly Happening[]) => {
    const shelf = new Shelf()
    shelf.apply(projectAll(recordedOf(historyOf(happened)), nothingYet))
    const held = shelf.rows.slugs.filter(({ noun }) => noun === 'body')
    return shelf.rows.bodies.map(({ id, name, slug }) => ({
      name,
      slug,
      all: held.filter((one) => one.id === id).map((one) => one.slug),
    }))
  }

  it('that has the name of another has the next slug', () => {
    expect(bodiesOf(register('Vale Council'), register('VALE COUNCIL')).map(({ slug }) => slug)).toEqual([
      'vale-council',
      'vale-council-2',
      'vale-council-3',
    ])
  })

  it('that is renamed keeps its old slug beside the new one', () => {
    expect(bodiesOf(rename(0, 'Great Vale'))[0]).toEqual({
      name: 'Great Vale',
      slug: 'great-vale',
      all: ['vale-council', 'great-vale'],
    })
  })

  it('whose name is only spelt differently keeps its slug', () => {
    expect(bodiesOf(rename(0, 'Vale  COUNCIL.'))[0]).toEqual({
      name: 'Vale  COUNCIL.',
      slug: 'vale-council',
      all: ['vale-council'],
    })
  })

  it('that takes its old name again has its old slug again', () => {
    expect(bodiesOf(rename(0, 'Great Vale'), rename(0, 'Vale Council'))[0]).toMatchObject({
      slug: 'vale-council',
      all: ['vale-council', 'great-vale'],
    })
  })

  it('is found under its present and its former name, however they are typed', () => {
    const shelf = new Shelf()
    shelf.apply(projectAll(recordedOf(historyOf([rename(0, 'Tŷ Gwyn')])), nothingYet))
    expect(shelf.rows.bodies[0]?.folded).toBe('ty gwyn')
    expect(shelf.rows.bodyNames.map(({ folded, fromDay }) => [folded, fromDay])).toEqual([
      ['vale council', null],
      ['ty gwyn', '2020-05'],
    ])
  })

  it('does not get the slug that another one had once', () => {
    const [, newcomer] = bodiesOf(rename(0, 'Great Vale'), register('Vale Council'))
    expect(newcomer?.slug).toBe('vale-council-2')
  })

  it('without a Latin letter in its name has a slug all the same', () => {
    expect(bodiesOf(register('共同'))[1]?.slug).toBe('body')
  })
})

describe('an entry that changes nothing anybody sees', () => {
  it.each<Happening['type']>(['register.amended', 'dispute.decided', 'champion.appointed', 'policy.changed'])(
    'is no change: %s',
    (type) => {
      const before = projectAll(recordedOf(historyOf([])), nothingYet)
      expect(projectAll(recordedOf(historyOf([{ type, pick: 0, other: 0, name: 'x' }])), nothingYet)).toHaveLength(
        before.length,
      )
    },
  )
})

it('the order in which views are written names each of them once', () => {
  expect(viewNames.toSorted()).toEqual(Object.keys(new Shelf().rows).toSorted())
})
