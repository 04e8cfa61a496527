import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deskRoles, mayAs } from '../../src/core/desk-role.ts'
import { assureDeparture, assureNewcomer, assureSeatChange, type Seat } from '../../src/core/desk-seat.ts'
import { makeUuid } from '../../src/core/uuid.ts'

const idOf = (n: number) => makeUuid(1_770_000_000_000 + n, new Uint8Array(10))
const seat = (n: number, role: Seat['role'], employer: string | null = null): Seat => {
  return { id: idOf(n), address: `n${n}@example.org`, role, employer }
}
const [ann, ben, cara] = [seat(1, 'coordinator'), seat(2, 'coordinator'), seat(3, 'reader')]
const plain = { role: 'coordinator', employer: null } as const

describe('a seat at the desk', () => {
  it.each([
    ['is not given twice to one mailbox', 'already-done', () => assureNewcomer([ann], 'N1@Example.org')],
    ['is not changed by whoever has it', 'second-approver', () => assureSeatChange([ann, ben], ann.id, ann.id, plain)],
    ['of nobody is not changed', 'not-found', () => assureSeatChange([ann], ben.id, ann.id, plain)],
    [
      'of the last coordinator is not made a lesser one',
      'last-coordinator',
      () => assureSeatChange([ann, cara], ann.id, ann.id, { ...plain, role: 'assistant' }),
    ],
    ['of the last coordinator does not end', 'last-coordinator', () => assureDeparture([ann, cara], ann.id)],
    ['of nobody does not end', 'not-found', () => assureDeparture([ann], ben.id)],
  ])('%s', (_what, kind, act) => {
    expect(act).toThrow(expect.objectContaining({ kind }))
  })

  it.each([
    ['is given to a mailbox that nobody has', () => assureNewcomer([ann], 'n2@example.org')],
    ['is changed by another coordinator', () => assureSeatChange([ann, ben], ben.id, ann.id, plain)],
    [
      'of the only coordinator has another employer when they say so',
      () => assureSeatChange([ann, cara], ann.id, ann.id, { ...plain, employer: 'Vale Council' }),
    ],
    ['of a reader is made more', () => assureSeatChange([ann, cara], cara.id, ann.id, plain)],
    ['ends where another coordinator stays', () => assureDeparture([ann, ben], ann.id)],
    ['of a reader ends', () => assureDeparture([ann, cara], cara.id)],
  ])('%s', (_what, act) => {
    expect(act).not.toThrow()
  })

  it('is left, and made a lesser one, until one coordinator is there and never fewer', () => {
    const seats = fc
      .array(fc.constantFrom(...deskRoles), { minLength: 1, maxLength: 6 })
      .map((roles) => roles.map((role, n) => seat(n, role)))
      .filter((all) => all.some(({ role }) => role === 'coordinator'))
    const acts = fc.array(fc.tuple(fc.nat(5), fc.option(fc.constantFrom(...deskRoles))), { maxLength: 20 })
    fc.assert(
      fc.property(seats, acts, (begun, asked) => {
        let now = begun
        for (const [n, role] of asked) {
          const who = idOf(n)
          try {
            if (role === null) assureDeparture(now, who)
            else assureSeatChange(now, who, idOf(99), { role, employer: null })
          } catch {
            continue
          }
          const next = role === null ? [] : now.filter(({ id }) => id === who).map((one) => ({ ...one, role }))
          now = [...now.filter(({ id }) => id !== who), ...next]
        }
        expect(now.some(({ role }) => role === 'coordinator')).toBe(true)
      }),
    )
  })
})

it.each([
  ['coordinator', ['coordinator', 'assistant', 'reader']],
  ['assistant', ['assistant', 'reader']],
  ['reader', ['reader']],
] as const)('whoever is %s may do what is asked of %s', (role, may) => {
  expect(deskRoles.filter((asked) => mayAs(role, asked))).toEqual(may)
})
