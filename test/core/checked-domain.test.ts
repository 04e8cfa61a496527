import { describe, expect, it } from 'vitest'
import { decideAcceptance, type AcceptanceSetting } from '../../src/core/acceptance.ts'
import type { Level } from '../../src/core/level.ts'
import type { SignUp } from '../../src/core/sign-up.ts'
import { body, edition, signatoryOf, signatureOf, signUpOf, stampAt } from './given.ts'

const setting: AcceptanceSetting = {
  editions: new Map(),
  bodyEndedOn: null,
  signings: [],
  signable: () => true,
  namesake: undefined,
  names: ['Vale Assembly'],
  website: null,
}

const accept = (signUp: SignUp, levels: readonly Level[], website: string | null = null) =>
  decideAcceptance(
    signUp,
    [{ levels, by: { name: 'Robin Example', employer: null } }],
    { ...setting, website },
    stampAt(),
  )

describe('a domain that was checked is published, and no mailbox', () => {
  it.each<[string, readonly string[], Level, string | null, Record<string, string>]>([
    ['that of a host', ['chair@vale.gov.uk'], 'host-domain', null, { 'check.host-domain.1': 'vale.gov.uk' }],
    ['its own', ['clerk@vale.gov.uk'], 'domain', null, { 'check.domain.1': 'vale.gov.uk' }],
    [
      'that of its website',
      ['ann@vale.example'],
      'domain',
      'https://www.vale.example/us',
      { 'check.domain.1': 'vale.example' },
    ],
    ['each once', ['a@vale.gov.uk', 'b@vale.gov.uk'], 'domain', null, { 'check.domain.1': 'vale.gov.uk' }],
    [
      'each of two',
      ['a@vale.gov.uk', 'b@nhs.net'],
      'domain',
      null,
      { 'check.domain.1': 'vale.gov.uk', 'check.domain.2': 'nhs.net' },
    ],
    ['none of somebody’s own provider', ['ann@mail.example'], 'domain', 'https://vale.example', {}],
    [
      'none of its provider beside its host',
      ['a@mail.example', 'b@vale.gov.uk'],
      'host-domain',
      'https://mail.example',
      { 'check.host-domain.1': 'vale.gov.uk' },
    ],
    ['none that nobody checked', ['clerk@vale.gov.uk'], 'introduced', null, {}],
  ])('%s', (_case, addresses, level, website, told) => {
    const [draft] = accept(from(addresses), [level, 'phone-back'], website)
    const shown = draft?.disclosures.filter(({ name }) => name.startsWith('check.'))
    expect(shown?.every((one) => one.public)).toBe(true)
    expect(Object.fromEntries(shown?.map(({ name, value }) => [name, value]) ?? [])).toEqual(told)
    expect(draft?.entry).toMatchObject({ check: expect.not.arrayContaining(['host-domain']) })
  })
})

describe('the domain of a host is refused', () => {
  it.each<[string, string, readonly Level[], RegExp]>([
    ['where nothing confirms the body itself', 'chair@vale.gov.uk', ['host-domain'], /separately/],
    ['as the body’s own as well', 'chair@vale.gov.uk', ['domain', 'host-domain', 'phone-back'], /whose/],
    ['where no mailbox is a public body’s', 'chair@vale.example', ['host-domain', 'phone-back'], /No email address/],
  ])('%s', (_case, address, levels, words) => {
    const fields = [{ field: 'check', words: expect.stringMatching(words) }]
    expect(() => accept(from([address]), levels)).toThrow(expect.objectContaining({ kind: 'field-invalid', fields }))
  })
})

/** Signed by people with these mailboxes. */
function from(addresses: readonly string[]): SignUp {
  const signatories = addresses.map((address) => signatoryOf({ address }))
  return signUpOf({
    draft: { body: { registered: body }, editions: [{ edition, language: 'en' }], signatories },
    signatures: addresses.map((_, n) => signatureOf({ signatory: n + 1 })),
  })
}
