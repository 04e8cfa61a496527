import { describe, expect, it } from 'vitest'
import { decideAcceptance, type AcceptanceSetting, type Checked } from '../../src/core/acceptance.ts'
import { parseDay, parseFullDay, parseInstant } from '../../src/core/day.ts'
import { formatLeaf } from '../../src/core/entry.ts'
import type { NewBody, SignUp } from '../../src/core/sign-up.ts'
import type { SigningFacts } from '../../src/core/standing.ts'
import { body, edition, idOf, moment, signatoryOf, signatureOf, signUpOf, stampAt } from './given.ts'

const checked: Checked = { levels: ['phone-back'], by: { name: 'Robin Example', employer: null } }
const setting: AcceptanceSetting = {
  editions: new Map(),
  bodyEndedOn: null,
  signings: [],
  signable: () => true,
  namesake: undefined,
  names: ['Example Vale Parish Council', 'Vale Parish'],
  website: null,
}
const other = idOf(77)

const signedBy = (people: number) => Array.from({ length: people }, (_, n) => signatureOf({ signatory: n + 1 }))

describe('a sign-up is not accepted', () => {
  it.each<[string, string, SignUp, Checked?, Partial<AcceptanceSetting>?]>([
    ['while nobody has signed', 'signature-missing', signUpOf({ signatures: [] })],
    [
      'while the second person has not signed',
      'signature-missing',
      signUpOf({ draft: draftOf({ signatories: two() }) }),
    ],
    [
      'while one of two editions is not signed',
      'signature-missing',
      signUpOf({ draft: draftOf({ editions: [edition, other] }) }),
    ],
    ['twice', 'already-done', signUpOf({ closedAt: moment, outcome: 'accepted' })],
    [
      'after it was sent back',
      'already-done',
      signUpOf({ sentAt: null, returnedAt: moment, returnedWords: 'Which number?' }),
    ],
    ['without a body', 'incomplete', signUpOf({ draft: { editions: [], signatories: [] } })],
    ['with the same edition twice', 'incomplete', signUpOf({ draft: draftOf({ editions: [edition, edition] }) })],
    [
      'with one mailbox for two people',
      'incomplete',
      signUpOf({
        draft: draftOf({ signatories: [signatoryOf(), signatoryOf({ name: 'Sean', address: 'FFION@vale.example' })] }),
        signatures: signedBy(2),
      }),
    ],
    [
      'with a third signatory',
      'incomplete',
      signUpOf({
        draft: draftOf({ signatories: [...two(), signatoryOf({ address: 'third@vale.example' })] }),
        signatures: signedBy(3),
      }),
    ],
    ['with nothing checked', 'field-invalid', signUpOf(), { ...checked, levels: [] }],
    [
      'by somebody employed by the body',
      'own-employer',
      signUpOf(),
      { ...checked, by: { ...checked.by, employer: 'Example Vale Parish Council' } },
    ],
    [
      'by somebody employed by the body under its former name',
      'own-employer',
      signUpOf(),
      { ...checked, by: { ...checked.by, employer: 'VALE  parish' } },
    ],
    [
      'when the edition can no longer be signed',
      'edition-not-signable',
      signUpOf(),
      checked,
      { signable: () => false },
    ],
    [
      'when one of two editions can no longer be signed',
      'edition-not-signable',
      both(),
      checked,
      { signable: (id) => id === edition },
    ],
    [
      'when a newcomer has the number of a body on the register',
      'already-registered',
      signUpOf(),
      checked,
      { namesake: 'Vale Assembly' },
    ],
    ['when the body has ended', 'body-ended', signUpOf(), checked, { bodyEndedOn: parseDay('2025-12-31') }],
    ['when the body has signed the edition', 'already-signed', signUpOf(), checked, { signings: [earlier()] }],
    [
      'while an earlier signing is suspended',
      'already-signed',
      signUpOf(),
      checked,
      { signings: [earlier(['suspended', '2025-02-01'])] },
    ],
    [
      'when a signing of it takes effect later',
      'already-signed',
      signUpOf(),
      checked,
      { signings: [earlierOn('2026-12-01')] },
    ],
    [
      'when the days of an earlier signing are not known',
      'already-signed',
      signUpOf(),
      checked,
      { signings: [earlierOn(null)] },
    ],
  ])('%s', (_case, kind, signUp, check = checked, change = {}) => {
    const decide = () => decideAcceptance(signUp, [check], { ...setting, ...change }, stampAt())
    expect(decide).toThrow(expect.objectContaining({ kind }))
  })
})

describe('a sign-up is accepted', () => {
  it.each<[string, SignUp, Checked, Partial<AcceptanceSetting>]>([
    [
      'by somebody employed by another body',
      signUpOf(),
      { ...checked, by: { ...checked.by, employer: 'Vale Voices' } },
      {},
    ],
    [
      'when an earlier signing was withdrawn',
      signUpOf(),
      checked,
      { signings: [earlier(['withdrawn', '2025-02-01'])] },
    ],
    ['when an earlier signing was removed', signUpOf(), checked, { signings: [earlier(['removed', '2025-02-01'])] }],
    ['when an earlier signing was entered in error', signUpOf(), checked, { signings: [earlier(['voided'])] }],
    ['when the body has signed another edition', signUpOf(), checked, { signings: [{ ...earlier(), edition: other }] }],
  ])('%s', (_case, signUp, check, change) => {
    const drafts = decideAcceptance(signUp, [check], { ...setting, ...change }, stampAt())
    expect(drafts.map(({ entry }) => entry.type)).toEqual(['signing.recorded'])
  })

  it('as one entry for each edition, in their order', () => {
    const drafts = decideAcceptance(both(), [checked], setting, stampAt())
    expect(drafts.map(({ entry }) => entry)).toMatchObject([
      { type: 'signing.recorded', body, edition },
      { type: 'signing.recorded', body, edition: other },
    ])
  })

  it('behind the entry of its body, where that is not on the register', () => {
    const newcomer: NewBody = {
      name: 'Vale Assembly',
      sector: 'vcs',
      kind: 'assembly',
      identifiers: ['GB-CHC-1173575'],
      area: 'Vale',
    }
    const [first, second] = decideAcceptance(
      signUpOf({ draft: { ...draftOf(), body: newcomer } }),
      [checked],
      setting,
      stampAt(),
    )
    expect(first?.entry).toMatchObject({ type: 'body.registered', sector: 'vcs', kind: 'assembly' })
    expect(second?.entry).toMatchObject({ type: 'signing.recorded', body: first?.entry.id })
    expect(first?.disclosures.every((one) => one.public)).toBe(true)
    expect(Object.fromEntries((first?.disclosures ?? []).map(({ name, value }) => [name, value]))).toEqual({
      area: 'Vale',
      'identifier.1': 'GB-CHC-1173575',
      'name.en': 'Vale Assembly',
    })
  })

  it('with nothing said of mailbox or domain where the code of one of two was handed over', () => {
    const handed = '{"confirmedBy":"handed-slip","v":1}'
    const signUp = signUpOf({
      draft: draftOf({ signatories: [signatoryOf(), signatoryOf({ address: 'second@vale.example' })] }),
      signatures: [signatureOf(), signatureOf({ signatory: 2, evidence: handed })],
    })
    const [draft] = decideAcceptance(signUp, [{ ...checked, levels: ['phone-back'] }], setting, stampAt())
    expect(draft?.entry).toMatchObject({ check: ['phone-back'] })
    for (const level of ['domain', 'host-domain'] as const) {
      const approvals: Checked[] = [{ ...checked, levels: ['phone-back', level] }]
      expect(() => decideAcceptance(signUp, approvals, setting, stampAt())).toThrow('handed over')
    }
  })

  it('with what was checked, the mailbox always among it where its code was mailed, each once and sorted', () => {
    const levels = ['phone-back', 'domain', 'minute-seen', 'domain'] as const
    const [draft] = decideAcceptance(signUpOf(), [{ ...checked, levels }], setting, stampAt())
    expect(draft?.entry).toMatchObject({
      check: ['domain', 'mailbox', 'minute-seen', 'phone-back'],
      method: 'online',
      approvers: 1,
    })
  })

  it('by somebody who works for it and somebody who does not, which is told as two', () => {
    const own: Checked = { levels: ['minute-seen'], by: { name: 'Robin Example', employer: 'Vale Parish' } }
    const independent: Checked = { levels: ['phone-back'], by: { name: 'Sam Example', employer: 'Vale Voices' } }
    const [draft] = decideAcceptance(signUpOf(), [own, own, independent], setting, stampAt())
    expect(draft?.entry).toMatchObject({ approvers: 2, check: ['mailbox', 'minute-seen', 'phone-back'] })
    const names = draft?.disclosures.filter(({ name }) => name.startsWith('approver.')).map(({ value }) => value)
    expect(names?.toSorted()).toEqual(['Robin Example', 'Sam Example'])
  })

  it('with the day in London on which each person signed, and their mandate', () => {
    const signUp = signUpOf({
      draft: draftOf({
        signatories: [
          signatoryOf(),
          signatoryOf({ address: 'b@vale.example', mandate: 'resolution', decidedOn: parseFullDay('2026-02-26') }),
        ],
      }),
      signatures: [
        signatureOf({ signatory: 2, at: parseInstant('2026-07-01T23:30:00Z') }),
        signatureOf({ at: parseInstant('2026-01-01T23:30:00Z') }),
      ],
    })
    const [draft] = decideAcceptance(signUp, [checked], setting, stampAt('2026-07-02T10:00:00Z'))
    expect(draft?.entry).toMatchObject({
      signatures: [
        { on: '2026-01-01', mandate: 'office' },
        { on: '2026-07-02', mandate: 'resolution', decidedOn: '2026-02-26' },
      ],
    })
  })

  it('telling a name only where it may be shown, a role always, and statement, evidence and approver never', () => {
    const signUp = signUpOf({
      draft: draftOf({
        signatories: [signatoryOf({ minute: 'C26/114' }), signatoryOf({ address: 'b@vale.example', nameShown: false })],
      }),
      signatures: [signatureOf(), signatureOf({ signatory: 2, name: 'Sean', role: 'Chair' })],
    })
    const [draft] = decideAcceptance(signUp, [checked], setting, stampAt())
    const shown = Object.fromEntries((draft?.disclosures ?? []).map((one) => [one.name, one.public]))
    expect(shown).toEqual({
      'approver.1': false,
      'evidence.1': false,
      'evidence.2': false,
      'signatory.1.minute': true,
      'signatory.1.name': true,
      'signatory.1.role': true,
      'signatory.2.name': false,
      'signatory.2.role': true,
      'statement.1': false,
      'statement.2': false,
    })
    expect(draft?.entry.sd).toEqual(draft?.disclosures.map(({ digest }) => digest))
    expect(new Set(draft?.disclosures.map(({ digest }) => digest)).size).toBe(10)
  })

  it('within a leaf, at the most that may be filled in', () => {
    const newcomer: NewBody = {
      name: 'B'.repeat(300),
      sector: 'vcs',
      kind: 'assembly',
      identifiers: Array.from({ length: 10 }, String),
      website: 'w',
      area: 'a',
    }
    const signUp = signUpOf({
      draft: { ...draftOf({ signatories: two() }), body: newcomer },
      signatures: [signatureOf(), signatureOf({ signatory: 2 })],
    })
    const most: Checked = { ...checked, levels: ['domain', 'phone-back', 'minute-seen', 'introduced'] }
    const sizes = decideAcceptance(signUp, [most], setting, stampAt()).map(({ entry }) => formatLeaf(entry).length)
    expect(Math.max(...sizes)).toBeLessThan(4096)
  })
})

function draftOf(
  change: { editions?: readonly SigningFacts['edition'][]; signatories?: SignUp['draft']['signatories'] } = {},
): SignUp['draft'] {
  const { editions = [edition], signatories = [signatoryOf()] } = change
  return { body: { registered: body }, editions: editions.map((id) => ({ edition: id, language: 'en' })), signatories }
}

function two(): SignUp['draft']['signatories'] {
  return [signatoryOf(), signatoryOf({ name: 'Sean Second', address: 'second@vale.example' })]
}

function both(): SignUp {
  return signUpOf({
    draft: draftOf({ editions: [edition, other] }),
    signatures: [signatureOf({ edition: other }), signatureOf()],
  })
}

function earlier(...acts: readonly [SigningFacts['acts'][number]['act'], string?][]): SigningFacts {
  return {
    edition,
    signatures: [{ on: parseDay('2025-01-01'), decidedOn: null }],
    attestedOn: null,
    acts: acts.map(([act, on]) => ({ act, on: on ? parseFullDay(on) : null, reviewBy: null })),
  }
}

function earlierOn(on: string | null): SigningFacts {
  return { ...earlier(), signatures: [{ on: on === null ? null : parseDay(on), decidedOn: null }] }
}
