import { describe, expect, it } from 'vitest'
import type { CertificateFacts } from '../../src/certificate/facts.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { brokenRules } from '../support/pdf-rules.ts'
import { makeSealKeys } from '../support/seal-keys.ts'

const keys = await makeSealKeys()
const make = (about: Partial<CertificateFacts> = {}) =>
  makeCertificate(certificateFacts(about), attachments, { ...craft, sealer: keys.sealer })
const text = Buffer.from(await make()).toString('latin1')

const first = { name: 'Angharad Ŷ', role: 'Leader', mandate: 'office', signedOn: '2026-06-14' } as const
const second = { name: 'Zażółć Gęślą-Jaźń', role: 'Skarbnik', mandate: 'delegated', signedOn: '2026-06-16' } as const

describe('no rule of PDF/A-3 level A and PDF/UA-1 is broken by a certificate', () => {
  it.each<[string, Partial<CertificateFacts>]>([
    ['of one signature', {}],
    ['of two signatures', { signatures: [first, second] }],
    ['of a demonstration', { demonstration: true }],
    ['in Greek', { body: 'Ελληνική Κοινότητα Άνω Κοιλάδας' }],
    ['with parentheses in what it says', { address: 'https://register.example/(x)\\', instrument: 'A (b) \\' }],
  ])('%s', async (_of, about) => {
    expect(await brokenRules(await make(about))).toEqual([])
  })
})

describe('a rule is seen to be broken', () => {
  it.each([
    ['A 6.1.12', '/Perms <<\n/DocMDP', '/Perms <<\n/UR3   '],
    ['A 6.2.2', '/S /GTS_PDFA1', '/S /GTS_PDFX1'],
    ['A 6.2.11', '/CIDToGIDMap /Identity', '/CIDToGIDMap /Identify'],
    ['A 6.3', '/F 132\n', '/F 130\n'],
    ['A 6.3', '/S /Form\n', '/S /Part\n'],
    ['UA 7.18.4', '/TU (Seal', '/TX (Seal'],
    ['UA 7.18.3', '/Tabs /S\n', '/Tabs /R\n'],
    ['A 6.5', '/S /URI\n', '/S /JS \n'],
    ['A 6.6.2,', '<pdfaid:conformance>A', '<pdfaid:conformance>B'],
    ['A 6.6.2,', '<pdfuaid:part>1', '<pdfuaid:part>2'],
    ['A 6.6.2.3', '<pdfaProperty:name>part<', '<pdfaProperty:name>past<'],
    ['A 6.7', '/Marked true', '/Marked null'],
    ['A 6.7', '/DisplayDocTitle true', '/DisplayDocTitle null'],
    ['UA 7.1 every', '/K 3\n', '/K 4\n'],
    ['UA 7.2', '/Lang (en-GB)\n/K', '/Long (en-GB)\n/K'],
    ['UA 7.3', '/Alt ', '/Alx '],
    ['UA 7.4', '/S /H1\n', '/S /H2\n'],
    ['UA 7.6', '/S /Lbl\n', '/S /Div\n'],
    ['A 6.8', '/AFRelationship /Supplement', '/XFRelationship /Supplement'],
    ['A 6.8', '/UF (leaf.json)', '/UX (leaf.json)'],
  ])('%s: %s', async (rule, from, to) => {
    expect(text).toContain(from)
    const broken = await brokenRules(Buffer.from(text.replace(from, to), 'latin1'))
    expect(broken.map((one) => one.slice(0, rule.length))).toContain(rule)
  })
})
