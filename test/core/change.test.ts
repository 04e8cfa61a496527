import { describe, expect, it } from 'vitest'
import { isToldOn, tellChange, type Pointed } from '../../src/core/change.ts'
import { parseDay, parseFullDay, parseInstant } from '../../src/core/day.ts'
import { idOf, moment } from './given.ts'

const [body, edition, signing] = [idOf(1), idOf(2), idOf(3)]
const names = ['First', 'Second', 'Third'].map((name, n) => {
  const found = { folded: name, words: [], initials: [] }
  return { position: n * 10, body, language: 'en', name, fromDay: null, ...found }
})
const pointed: Pointed = {
  bodyOf: (id) => (id === body ? { slug: 'third', name: 'Third', names } : undefined),
  editionOf: (id) => (id === edition ? { slug: 'compact-2014', name: 'Compact 2014' } : undefined),
  signingOf: (id) => (id === signing ? { reference: 'EX-00001', body, edition } : undefined),
}
const head = { v: 1, id: idOf(9), at: moment } as const

describe('an entry as a change', () => {
  it('leads from an act to whose signing it is, of what, under which reference', () => {
    const entry = { ...head, type: 'signing.withdrawn', signing, on: parseFullDay('2026-05-01') } as const
    expect(tellChange({ position: 7, entry, disclosures: [] }, pointed)).toMatchObject({
      entry: 7,
      on: '2026-05-01',
      body: { slug: 'third', name: 'Third' },
      edition: { slug: 'compact-2014' },
      reference: 'EX-00001',
    })
  })

  it('counts a signing from the later of its signatures and decisions', () => {
    const signatures = [
      { on: parseDay('2026-03-01') },
      { on: parseDay('2026-02-01'), decidedOn: parseDay('2026-04-02') },
    ]
    const entry = {
      ...head,
      type: 'signing.recorded',
      body,
      edition,
      method: 'historic',
      check: [],
      approvers: 1,
      signatures,
    } as const
    const told = tellChange({ position: 7, entry: { ...entry, check: [] }, disclosures: [] }, pointed)
    expect(told?.on).toBe('2026-04-02')
  })

  it.each([
    [10, { before: 'First', after: 'Second' }],
    [20, { before: 'Second', after: 'Third' }],
  ])('tells a renaming at %i by the names of its own time', (position, renamed) => {
    const entry = { ...head, type: 'body.renamed', body, from: parseDay('2020') } as const
    expect(tellChange({ position, entry, disclosures: [] }, pointed)?.names).toEqual(renamed)
  })

  it('has the day on which a body joined, and not that on which it began', () => {
    const entry = { ...head, type: 'body.registered', sector: 'vcs', kind: 'assembly', from: parseDay('2003') } as const
    expect(tellChange({ position: 7, entry, disclosures: [] }, pointed)?.on).toBe('2026-03-04')
  })

  it('is none where it is about certificates', () => {
    const entry = { ...head, type: 'certificate.issued', signing, pdf: '00' } as const
    expect(tellChange({ position: 7, entry, disclosures: [] }, pointed)).toBeUndefined()
  })
})

describe('about a past day', () => {
  const entered = parseInstant('2026-03-04T10:15:00Z')
  it.each([
    ['what counted by then is told, whenever it was entered', '2014', '2015-01-01', true],
    ['what was in the log by then is told, though it lies ahead', '2028-05', '2026-03-04', true],
    ['what came later in both ways is not', '2026-05-01', '2026-03-03', false],
    ['what nobody dated is told from the day of its entry', null, '2026-03-03', false],
  ])('%s', (_what, on, day, told) => {
    expect(isToldOn({ on: on === null ? null : parseDay(on), at: entered }, parseFullDay(day))).toBe(told)
  })
})
