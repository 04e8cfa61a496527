import { describe, expect, it } from 'vitest'
import { Refusal } from '../../src/core/refusal.ts'
import {
  assureChangeable,
  assureComplete,
  assureRecallable,
  assureReturnable,
  signaturesAsked,
  assurePledge,
  missingSignatures,
  stateOf,
  type SignUp,
} from '../../src/core/sign-up.ts'
import { edition, idOf, moment, signatoryOf, signatureOf, signUpOf } from './given.ts'

const other = idOf(78)
const undecided = signatoryOf({ mandate: 'resolution', undecided: true })
const pledge = { name: 'Ffion Tŷ', role: 'Clerk', authorised: true, read: true }

describe('a sign-up', () => {
  it.each<[string, SignUp]>([
    ['preparing', signUpOf({ sentAt: null, signatures: [] })],
    ['sent', signUpOf({ signatures: [] })],
    ['awaiting-check', signUpOf()],
    ['awaiting-board', signUpOf({ draft: { ...signUpOf().draft, signatories: [undecided] } })],
    ['sent', signUpOf({ draft: { ...signUpOf().draft, signatories: [undecided] }, signatures: [] })],
    ['declined', signUpOf({ closedAt: moment, outcome: 'declined' })],
    ['accepted', signUpOf({ closedAt: moment, outcome: 'accepted' })],
    ['returned', signUpOf({ sentAt: null, returnedAt: moment, returnedWords: 'Which number?', signatures: [] })],
  ])('is %s by what has happened to it', (state, signUp) => {
    expect(stateOf(signUp)).toBe(state)
  })

  it('waits for every edition by every signatory', () => {
    const draft = {
      ...signUpOf().draft,
      editions: [edition, other].map((id) => ({ edition: id, language: 'en' })),
      signatories: [signatoryOf(), signatoryOf({ address: 'second@vale.example' })],
    }
    const signatures = [signatureOf(), signatureOf({ signatory: 2, edition: other })]
    expect(missingSignatures(signUpOf({ draft, signatures }))).toEqual([
      { signatory: 1, edition: other },
      { signatory: 2, edition },
    ])
  })

  it('changes only before anybody was asked to sign', () => {
    expect(() => assureChangeable(signUpOf({ sentAt: null, signatures: [] }))).not.toThrow()
    expect(() => assureChangeable(signUpOf({ signatures: [] }))).toThrow(
      expect.objectContaining({ kind: 'already-done' }),
    )
    expect(() => assureChangeable(signUpOf())).toThrow(expect.objectContaining({ kind: 'already-done' }))
  })

  it('changes again once it was sent back, and never once it is on the register', () => {
    const returned = signUpOf({ sentAt: null, returnedAt: moment, returnedWords: 'Which number?', signatures: [] })
    expect(() => assureChangeable(returned)).not.toThrow()
    const accepted = signUpOf({ closedAt: moment, outcome: 'accepted' })
    expect(() => assureChangeable(accepted)).toThrow(expect.objectContaining({ kind: 'already-done' }))
  })

  it.each<[string, SignUp, boolean, boolean]>([
    ['before it is sent', signUpOf({ sentAt: null, signatures: [] }), false, false],
    ['while somebody still has to sign', signUpOf({ signatures: [] }), true, true],
    ['once everybody has signed', signUpOf(), false, true],
    ['once it is on the register', signUpOf({ closedAt: moment, outcome: 'accepted' }), false, false],
  ])('%s is taken back or sent back by whom it is theirs', (_when, signUp, recallable, returnable) => {
    const allowed = (assure: (one: SignUp) => void) => blamedKind(() => assure(signUp)) === undefined
    expect([allowed(assureRecallable), allowed(assureReturnable)]).toEqual([recallable, returnable])
  })

  it('asks for a second person where the rule says two, and for none where it does not', () => {
    expect(blamed(() => assureComplete(signUpOf(), 2))).toEqual(['second-signatory'])
    expect(blamed(() => assureComplete(signUpOf(), 1))).toEqual([])
    expect(signaturesAsked('town-or-parish-council', ['town-or-parish-council'])).toBe(2)
    expect(signaturesAsked('nhs-body', ['town-or-parish-council'])).toBe(1)
  })

  it('says everything that is missing at once, in the order of the pages', () => {
    expect(blamed(() => assureComplete(signUpOf({ draft: { editions: [], signatories: [] } })))).toEqual([
      'body',
      'edition',
      'signatory',
    ])
    expect(blamed(() => assureComplete(signUpOf({ draft: { ...signUpOf().draft, signatories: [] } })))).toEqual([
      'signatory',
    ])
    expect(blamed(() => assureComplete(signUpOf()))).toEqual([])
  })

  it('has room for two people with a mailbox each, and for ten numbers', () => {
    const people = (...addresses: readonly string[]) => addresses.map((address) => signatoryOf({ address }))
    const numbers = (count: number) =>
      ({ name: 'Vale', sector: 'vcs', kind: 'assembly', identifiers: Array.from({ length: count }, String) }) as const
    const draft = (change: Partial<SignUp['draft']>) => signUpOf({ draft: { ...signUpOf().draft, ...change } })
    expect(blamed(() => assureComplete(draft({ signatories: people('a@x.example', 'b@x.example') })))).toEqual([])
    expect(
      blamed(() => assureComplete(draft({ signatories: people('a@x.example', 'b@x.example', 'c@x.example') }))),
    ).toEqual(['signatory'])
    expect(blamed(() => assureComplete(draft({ signatories: people('a@x.example', 'A@x.example') })))).toEqual([
      'second-signatory',
    ])
    expect(blamed(() => assureComplete(draft({ body: numbers(10) })))).toEqual([])
    expect(blamed(() => assureComplete(draft({ body: numbers(11) })))).toEqual(['identifier'])
  })
})

describe('an act of signing', () => {
  it.each([
    ['name', { name: '' }],
    ['role', { role: '' }],
    ['authorised', { authorised: false }],
    ['read', { read: false }],
  ])('is not whole without its %s', (field, change) => {
    expect(blamed(() => assurePledge({ ...pledge, ...change }))).toEqual([field])
  })

  it('is whole when it says all four', () => {
    expect(blamed(() => assurePledge(pledge))).toEqual([])
  })
})

function blamed(act: () => unknown): readonly string[] {
  try {
    act()
    return []
  } catch (cause) {
    if (cause instanceof Refusal) return cause.fields.map(({ field }) => field)
    throw cause
  }
}

function blamedKind(act: () => unknown): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    return error instanceof Refusal ? error.kind : 'another error'
  }
}
