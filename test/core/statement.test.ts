import { describe, expect, it } from 'vitest'
import { parseFullDay } from '../../src/core/day.ts'
import type { Mandate } from '../../src/core/entry.ts'
import type { AskedChange } from '../../src/core/asked-change.ts'
import { statementFor } from '../../src/core/statement.ts'
import { idOf } from './given.ts'

describe('the words a person signs', () => {
  const decision = { decidedOn: parseFullDay('2026-02-26'), minute: 'C26/114' }
  it.each([
    [undefined, 'Whether to sign the Compact 2014 will be put to Vale Council for decision. I am'],
    [
      parseFullDay('2026-04-14'),
      'Whether to sign the Compact 2014 will be put to Vale Council for decision on 14 April 2026. I am',
    ],
  ])('claim no decision that is not made, whether its day is known or not', (boardOn, beginning) => {
    const undecided = { role: 'Clerk', mandate: 'resolution', undecided: true, boardOn } as const
    const statement = statementFor(undecided, 'Vale Council', 'Compact 2014')
    expect(statement).toBe(`${beginning} its Clerk and sign on its behalf, on condition that it decides to.`)
    expect(statement).not.toContain('decided')
  })

  it.each<[string, Mandate, Partial<typeof decision>, string]>([
    ['by office', 'office', {}, 'Vale Council signs the Compact 2014. I am its Clerk and sign on its behalf.'],
    [
      'by office, which needs no decision',
      'office',
      decision,
      'Vale Council signs the Compact 2014. I am its Clerk and sign on its behalf.',
    ],
    [
      'under delegated authority',
      'delegated',
      {},
      'Vale Council has delegated to me the authority to sign the Compact 2014. I am its Clerk and sign on its behalf.',
    ],
    [
      'under delegated authority with a minute',
      'delegated',
      decision,
      'Vale Council has delegated to me on 26 February 2026 (C26/114) the authority to sign the Compact 2014. I am its Clerk and sign on its behalf.',
    ],
    [
      'by resolution',
      'resolution',
      decision,
      'Vale Council decided on 26 February 2026 (C26/114) to sign the Compact 2014. I am its Clerk and sign on its behalf.',
    ],
    [
      'by resolution without a minute',
      'resolution',
      { decidedOn: decision.decidedOn },
      'Vale Council decided on 26 February 2026 to sign the Compact 2014. I am its Clerk and sign on its behalf.',
    ],
    [
      'on behalf of members',
      'on-behalf-of-members',
      decision,
      'Vale Council decided on 26 February 2026 (C26/114) to sign the Compact 2014 on behalf of its members. I am its Clerk and sign on its behalf.',
    ],
  ])('carry the mandate %s', (_case, mandate, given, words) => {
    expect(statementFor({ role: 'Clerk', mandate, ...given }, 'Vale Council', 'Compact 2014')).toBe(words)
  })

  const change = { signing: idOf(1), on: parseFullDay('2026-05-01') }
  it.each<[string, AskedChange, Mandate, string]>([
    [
      'withdraw',
      { ...change, purpose: 'withdraw' },
      'office',
      'Vale Council withdraws from the Compact 2014 with effect from 1 May 2026. I am its Clerk and act on its behalf.',
    ],
    [
      'withdraw after a resolution',
      { ...change, purpose: 'withdraw' },
      'resolution',
      'Vale Council decided on 26 February 2026 (C26/114) to withdraw from the Compact 2014 with effect from 1 May 2026. I am its Clerk and act on its behalf.',
    ],
    [
      're-affirm',
      { ...change, purpose: 'reaffirm' },
      'office',
      'Vale Council re-affirms its signing of the Compact 2014 as of 1 May 2026. I am its Clerk and act on its behalf.',
    ],
  ])('say what is to become of a signing: to %s', (_case, asked, mandate, words) => {
    expect(statementFor({ role: 'Clerk', mandate, ...decision }, 'Vale Council', 'Compact 2014', asked)).toBe(words)
  })
})
