import { describe, expect, it } from 'vitest'
import { decideReplacement } from '../../src/core/replacement.ts'
import { assureComplete, type SignUp } from '../../src/core/sign-up.ts'
import { moment, signatoryOf, signatureOf, signUpOf } from './given.ts'

const nia = { name: 'Nia New', role: 'Chair', address: 'nia@vale.example' }
const second = signatoryOf({ name: 'Sean Second', address: 'second@vale.example' })
const draft = { ...signUpOf().draft, signatories: [signatoryOf({ mandate: 'delegated', minute: 'C26/114' }), second] }
const out = signUpOf({ draft, signatures: [] })

describe('somebody else', () => {
  it('takes the place and its mandate, and is shown by role until they say otherwise', () => {
    const { signatories } = decideReplacement(out, 1, nia)
    expect(signatories).toEqual([{ ...nia, mandate: 'delegated', minute: 'C26/114', nameShown: false }, second])
  })

  it('may be nobody yet: then the place waits for a name, and nothing is sent without one', () => {
    const open = decideReplacement(out, 2, undefined)
    expect(open.signatories[1]).toEqual({ ...second, wrongPerson: true })
    expect(() => assureComplete({ ...out, draft: open })).toThrow(
      expect.objectContaining({ kind: 'incomplete', field: 'second-signatory' }),
    )
    const named = decideReplacement({ ...out, draft: open }, 2, nia)
    expect(named.signatories[1]).not.toHaveProperty('wrongPerson')
  })

  it('takes a place also after the other one has signed', () => {
    expect(() => decideReplacement({ ...out, signatures: [signatureOf()] }, 2, nia)).not.toThrow()
  })

  it.each<[string, SignUp, number, string]>([
    ['the place of whoever has signed', { ...out, signatures: [signatureOf()] }, 1, 'already-done'],
    ['a place before anybody was asked', { ...out, sentAt: null }, 1, 'already-done'],
    ['a place of what has ended', { ...out, closedAt: moment, outcome: 'declined' }, 1, 'already-done'],
    ['a place that is not there', out, 3, 'not-found'],
    [
      'a place with the mailbox of the other',
      { ...out, draft: { ...draft, signatories: [signatoryOf(), signatoryOf({ address: 'Nia@Vale.example' })] } },
      1,
      'shared-mailbox',
    ],
  ])('does not take %s', (_case, signUp, number, kind) => {
    expect(() => decideReplacement(signUp, number, nia)).toThrow(expect.objectContaining({ kind }))
  })
})
