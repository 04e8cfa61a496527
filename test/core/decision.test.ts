import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideAcceptance } from '../../src/core/acceptance.ts'
import { addDays, parseFullDay } from '../../src/core/day.ts'
import { assureBoardDay, awaitDecision, boardAhead, decideRatification } from '../../src/core/decision.ts'
import { mandates } from '../../src/core/entry.ts'
import { isUndecided, stateOf } from '../../src/core/sign-up.ts'
import { edition, moment, signatoryOf, signUpOf, stampAt } from './given.ts'

const today = parseFullDay('2026-03-04')
const byResolution = signatoryOf({ mandate: 'resolution' })
const waiting = signUpOf({
  draft: { ...signUpOf().draft, signatories: [signatoryOf({ mandate: 'resolution', undecided: true })] },
})
const decision = { decidedOn: parseFullDay('2026-03-03'), minute: 'C26/114' }

describe('an answer about a decision', () => {
  it('is a decision up to today, and waits for the board from tomorrow on', () => {
    fc.assert(
      fc.property(fc.integer({ min: -800, max: 800 }), (days) => {
        const decidedOn = addDays(today, days)
        const { signatory, boardOn } = awaitDecision({ ...byResolution, decidedOn }, today)
        expect(signatory.undecided === true).toBe(days > 0)
        expect(signatory.decidedOn).toBe(days > 0 ? undefined : decidedOn)
        expect(boardOn).toBe(days > 0 ? decidedOn : undefined)
      }),
    )
  })

  it('may be that the day is not known yet', () => {
    const { signatory, boardOn } = awaitDecision({ ...byResolution, undecided: true }, today)
    expect([signatory.undecided, signatory.decidedOn, boardOn]).toEqual([true, undefined, undefined])
  })

  it.each(mandates.filter((mandate) => mandate !== 'resolution'))('cannot lie ahead of a mandate %s', (mandate) => {
    const decidedOn = addDays(today, 1)
    for (const ahead of [{ decidedOn }, { undecided: true } as const]) {
      expect(() => awaitDecision(signatoryOf({ mandate, ...ahead }), today)).toThrow(
        expect.objectContaining({ kind: 'field-invalid', field: 'mandate' }),
      )
    }
  })

  it.each([
    ['decided-day', { undecided: true, decidedOn: parseFullDay('2026-03-04') }],
    ['minute', { undecided: true, minute: 'C26/114' }],
  ] as const)('does not contradict itself: %s', (field, answers) => {
    expect(() => awaitDecision({ ...byResolution, ...answers }, today)).toThrow(expect.objectContaining({ field }))
  })
})

describe('a signature before the decision', () => {
  const setting = {
    editions: new Map(),
    bodyEndedOn: null,
    signings: [],
    signable: () => true,
    namesake: undefined,
    names: ['Vale Council'],
    website: null,
  }
  const checked = { levels: ['phone-back'] as const, by: { name: 'Cai', employer: null } }

  it('is not accepted until the decision is told; then the entry has its day and the minute, and the words as they were signed', () => {
    expect(stateOf(waiting)).toBe('awaiting-board')
    expect(() => decideAcceptance(waiting, [checked], setting, stampAt())).toThrow(
      expect.objectContaining({ kind: 'undecided' }),
    )
    const ratified = { ...waiting, draft: decideRatification(waiting, decision, today) }
    expect(stateOf(ratified)).toBe('awaiting-check')
    const [recorded] = decideAcceptance(ratified, [checked], setting, stampAt())
    expect(recorded?.entry).toMatchObject({ edition, signatures: [{ mandate: 'resolution', decidedOn: '2026-03-03' }] })
    expect(recorded?.disclosures.map(({ name, value }) => [name, value])).toEqual(
      expect.arrayContaining([
        ['signatory.1.minute', 'C26/114'],
        ['statement.1', waiting.signatures[0]?.statement],
      ]),
    )
  })

  it('is ratified for everybody who waits for it, and leaves the others as they are', () => {
    const second = signatoryOf({ address: 'second@vale.example' })
    const both = signUpOf({ draft: { ...waiting.draft, signatories: [...waiting.draft.signatories, second] } })
    const draft = decideRatification(both, decision, today)
    expect(isUndecided({ draft })).toBe(false)
    expect(draft.signatories).toEqual([{ ...byResolution, ...decision }, second])
  })

  it.each([
    ['before it is sent', { ...waiting, sentAt: null }, 'already-done'],
    ['where nothing waits', signUpOf(), 'already-done'],
    ['after it was declined', { ...waiting, closedAt: moment, outcome: 'declined' as const }, 'already-done'],
  ])('is not ratified %s', (_case, signUp, kind) => {
    expect(() => decideRatification(signUp, decision, today)).toThrow(expect.objectContaining({ kind }))
  })

  it('is not ratified by a decision of tomorrow', () => {
    const tomorrow = { ...decision, decidedOn: addDays(today, 1) }
    expect(() => decideRatification(waiting, tomorrow, today)).toThrow(
      expect.objectContaining({ kind: 'field-invalid', field: 'decided-day' }),
    )
  })
})

describe('the day of a board', () => {
  it.each([-1, 367])('may not be %s days away', (days) => {
    expect(() => assureBoardDay(waiting, addDays(today, days), today)).toThrow(
      expect.objectContaining({ field: 'board-day' }),
    )
  })

  it.each([0, 366])('may be %s days away', (days) => {
    expect(() => assureBoardDay(waiting, addDays(today, days), today)).not.toThrow()
  })

  it('lies ahead through the day itself', () => {
    expect([0, 1].map((days) => boardAhead({ boardOn: today }, addDays(today, days)))).toEqual([today, undefined])
  })
})
