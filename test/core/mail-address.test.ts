import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { domainOf, parseDomain, parseMailAddress, sectorEvidence } from '../../src/core/mail-address.ts'
import { readVector, vectorsPresent } from '../support/vectors.ts'

describe('a mail address', () => {
  it.each([
    ['clerk@example.org', 'clerk@example.org'],
    ['  Clerk.Name@EXAMPLE.Org\t', 'Clerk.Name@example.org'],
    ['mailto:clerk@example.org', 'clerk@example.org'],
    ['\u200Bclerk@example.org\uFEFF', 'clerk@example.org'],
    ['o’brien@example.org', "o'brien@example.org"],
    ['a+b=c@sub.example.co.uk', 'a+b=c@sub.example.co.uk'],
    ['clerk@dŵr.cymru', 'clerk@xn--dr-bva.cymru'],
    ['clerk@例え.テスト', 'clerk@xn--r8jz45g.xn--zckzah'],
  ])('%j is %j', (typed, expected) => expect(parseMailAddress(typed)).toBe(expected))

  it.each([
    ['', 'Enter an email address.'],
    [' \u200B ', 'Enter an email address.'],
    ['clerk', 'An email address has an @ in it, like name@example.org.'],
    ['clerk@@example.org', 'An email address has only one @ in it.'],
    ['a@b@example.org', 'An email address has only one @ in it.'],
    ['a@example.org, b@example.org', 'Enter one email address only.'],
    ['a@example.org;b@example.org', 'Enter one email address only.'],
    ['the clerk@example.org', 'An email address has no spaces in it.'],
    ['clerk@example.org\nBcc:x', 'An email address has no spaces in it.'],
  ])('%j is refused: %s', (typed, words) =>
    expect(() => parseMailAddress(typed, 'clerk-email')).toThrow(
      expect.objectContaining({ kind: 'field-invalid', words, field: 'clerk-email' }),
    ),
  )

  it.each([
    '@example.org',
    'clerk@',
    'clerk@example',
    'clerk@example.',
    'clerk@.org',
    'clerk@example..org',
    'clerk@-example.org',
    'clerk@example-.org',
    'clerk@exam_ple.org',
    'clerk@127.0.0.1',
    'clerk@1.2',
    'clerk@[127.0.0.1]',
    'clerk@example.org/path',
    'clerk@example.org:25',
    'clerk@example.org%2e',
    'clerk@exa\u00ADmple.org',
    'clerk@example.org。',
    '.clerk@example.org',
    'clerk.@example.org',
    'cl..erk@example.org',
    'clŵrk@example.org',
    '"clerk"@example.org',
    '<clerk@example.org>',
    'cl\u0000erk@example.org',
    `${'a'.repeat(65)}@example.org`,
    `clerk@${'a'.repeat(64)}.org`,
    `clerk@${'abcdefghi.'.repeat(25)}org`,
  ])('%j is refused with words on how it should look', (typed) =>
    expect(() => parseMailAddress(typed)).toThrow('Check the email address. It should look like name@example.org.'),
  )

  it('is as long as 64 characters before the @', () =>
    expect(parseMailAddress(`${'a'.repeat(64)}@example.org`)).toHaveLength(76))

  it('once read stays as it is', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (typed) => {
        const address = parseMailAddress(typed)
        expect(parseMailAddress(address)).toBe(address)
        expect(address.endsWith(`@${domainOf(address)}`)).toBe(true)
      }),
    )
  })
})

describe('a domain', () => {
  it.each([
    ['GOV.UK', 'gov.uk'],
    ['dŵr.cymru', 'xn--dr-bva.cymru'],
    [`${'abcdefghi.'.repeat(25)}org`, `${'abcdefghi.'.repeat(25)}org`],
  ])('%j is %j', (text, domain) => expect(parseDomain(text)).toBe(domain))

  it.each(['', 'uk', '.gov.uk', 'gov.uk.', '*.gov.uk', 'gov uk', 'a@gov.uk', `${'abcdefghi.'.repeat(25)}info`])(
    '%j is none',
    (text) => expect(() => parseDomain(text)).toThrow('malformed domain'),
  )
})

describe('an address is evidence of the public sector', () => {
  it.each([
    'gov.uk',
    'GOV.UK',
    'shropshire.gov.uk',
    'a.b.gov.uk',
    'nhs.uk',
    'trust.nhs.uk',
    'nhs.net',
    'x.nhs.net',
    'nhs.scot',
    'gov.scot',
    'gov.wales',
    'police.uk',
    'westmercia.PoliCe.uk',
    'parliament.uk',
    'mod.uk',
    'cjsm.net',
    'school.sch.uk',
    'ｇｏｖ.uk',
  ])('under %s', (domain) => expect(sectorEvidence(parseMailAddress(`test@${domain}`))).toBeDefined())

  it.each([
    'ukgov.uk',
    'gov.uk.uk',
    'gov.test.uk',
    'shropshire-gov.uk',
    'shropshire.gov.uk.example.org',
    'uknhs.uk',
    'nhs.uk.uk',
    'nhs.net.uk',
    'nhs.test.net',
    'ukpolice.uk',
    'police.uk.uk',
    'police.test.uk',
    'gov.scot.uk',
    'g\u043Ev.uk',
    'shropshire.g\u043Ev.uk',
    'ac.uk',
    'shrewsbury.ac.uk',
  ])('but not under %s', (domain) => expect(sectorEvidence(parseMailAddress(`test@${domain}`))).toBeUndefined())

  it('names the suffix that it relies on, of the list that it is given', () => {
    const address = parseMailAddress('clerk@hall.example.org')
    expect(sectorEvidence(address, [parseDomain('EXAMPLE.org')])).toBe('example.org')
    expect(sectorEvidence(address, [])).toBeUndefined()
    expect(sectorEvidence(parseMailAddress('clerk@shropshire.gov.uk'))).toBe('gov.uk')
  })

  it.runIf(vectorsPresent)('as GOV.UK Notify finds it', () => {
    const Vector = v.object({ accept: v.array(v.string()), reject: v.array(v.string()) })
    const { accept, reject } = v.parse(Vector, readVector('email-domains/govuk-notify.json'))
    expect(accept.filter((address) => !sectorEvidence(parseMailAddress(address)))).toEqual([])
    expect(reject.filter((address) => sectorEvidence(parseMailAddress(address)))).toEqual([])
    expect([accept.length, reject.length]).toEqual([15, 26])
  })
})
