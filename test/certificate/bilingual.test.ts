import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CertificateFacts } from '../../src/certificate/facts.ts'
import { type Craft, makeCertificate } from '../../src/certificate/make-certificate.ts'
import { chooseWordings, isBegun, parseWords } from '../../src/certificate/words.ts'
import { attachments, certificateFacts, craft, standIn } from '../support/certificates.ts'
import { brokenRules } from '../support/pdf-rules.ts'
import { prolong, unsealed } from '../support/prolonged.ts'
import { readPage } from '../support/read-page.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { openTimeAuthority } from '../support/time-authority.ts'

const keys = await makeSealKeys()
const { sealer } = keys
const [english] = craft.wordings
const make = (wordings: Craft['wordings'], about: Partial<CertificateFacts> = {}) =>
  makeCertificate(certificateFacts(about), attachments, { ...craft, wordings, sealer })
const both = await make([standIn, english])

describe('a certificate in two languages', () => {
  it('says all of it in either, the language that was signed first', async () => {
    const { text } = await readPage(both)
    const [first, second] = [
      text.indexOf('[This certificate records that '),
      text.indexOf('| This certificate records'),
    ]
    expect(first).toBeGreaterThan(0)
    expect(second).toBeGreaterThan(first)
    expect(text.match(/Angharad Ŷ Dŵr-Jones/g)).toHaveLength(2)
    expect(text.match(/It does not certify/g)).toHaveLength(2)
  })

  it('keeps every rule of PDF/A and PDF/UA, with two signatures and as a demonstration too', async () => {
    expect(await brokenRules(both)).toEqual([])
    const second = {
      name: 'Zażółć Gęślą-Jaźń',
      role: 'Skarbnik',
      mandate: 'delegated',
      signedOn: '2026-06-16',
    } as const
    const [one] = certificateFacts().signatures
    expect(
      await brokenRules(await make([english, standIn], { demonstration: true, signatures: [one, second] })),
    ).toEqual([])
  })

  it('has a section in each language, and the first is that of the whole', () => {
    const text = Buffer.from(both).toString('latin1')
    expect(Array.from(text.matchAll(/\/Lang \(([^)]*)\)/g), ([, language]) => language)).toEqual([
      'cy-GB',
      'en-GB',
      'cy-GB',
    ])
    expect(text).toContain('<dc:language><rdf:Bag><rdf:li>cy-GB</rdf:li><rdf:li>en-GB</rdf:li></rdf:Bag>')
    expect(Array.from(text.matchAll(/<rdf:li xml:lang="([^"]*)">/g), ([, language]) => language)).toEqual([
      'x-default',
      'cy-GB',
      'en-GB',
    ])
  })

  it('takes little more room than one in one', async () => {
    expect(both.length).toBeLessThan((await make([english])).length + 6000)
  })

  it('is sealed once, prolonged and read back like any other', async () => {
    const authority = openTimeAuthority()
    expect((await unsealed(both, keys, authority)).level).toBe('B-B')
    const { lasting } = await prolong(both, keys, authority)
    expect((await unsealed(lasting.bytes, keys, authority)).level).toBe('B-LTA')
  })
})

describe('the languages of a certificate', () => {
  it.each([
    ['en', ['en', 'cy'], ['en-GB', 'cy-GB']],
    ['cy', ['en', 'cy'], ['cy-GB', 'en-GB']],
    ['en', ['en'], ['en-GB']],
    ['cy', ['cy'], ['cy-GB']],
    [null, [], ['en-GB']],
    [null, ['cy', 'en'], ['cy-GB', 'en-GB']],
    ['pl', ['pl'], ['en-GB']],
    ['pl', ['pl', 'cy'], ['cy-GB']],
  ])('signed in %s of a text in %j: %j', (signedIn, held, expected) => {
    const chosen = chooseWordings([english, standIn], signedIn, held)
    expect(chosen.map(({ language }) => language)).toEqual(expected)
  })

  it('are those whose wording is written: a file without a text in it waits for its translator', () => {
    const read = (name: string) => readFileSync(join(import.meta.dirname, '../../templates/certificate', name), 'utf8')
    const [welsh, written] = [read('cy.md'), read('en.md')]
    expect([isBegun(welsh), isBegun(written)]).toEqual([false, true])
    const listKeys = (text: string) => Array.from(text.matchAll(/^([a-z.-]+):/gm), ([, key]) => key)
    expect(listKeys(welsh)).toEqual(listKeys(written))
    const begun = welsh.replace('heading:', 'heading: x')
    expect(isBegun(begun)).toBe(true)
    expect(() => parseWords(begun)).toThrow('malformed certificate wording: months')
  })
})
