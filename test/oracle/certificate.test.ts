import { describe, expect, it } from 'vitest'
import type { CertificateFacts } from '../../src/certificate/facts.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { expectSoundCertificate } from '../support/certificate-tools.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { makeSealKeys } from '../support/seal-keys.ts'

const keys = await makeSealKeys()

const first = { name: 'Angharad Ŷ', role: 'Leader', mandate: 'office', signedOn: '2026-06-14' } as const
const second = { name: 'Zażółć Gęślą-Jaźń', role: 'Skarbnik', mandate: 'delegated', signedOn: '2026-06-16' } as const

const cases: readonly (readonly [string, Partial<CertificateFacts>, readonly string[]])[] = [
  ['Welsh', {}, ['Cyngor Tref Llanfair Dŵr', 'Angharad Ŷ Dŵr-Jones', 'decided on 3 June 2026']],
  ['Polish', { body: 'Towarzystwo Śpiewacze „Żółw”' }, ['Towarzystwo Śpiewacze „Żółw”']],
  ['Greek', { body: 'Ελληνική Κοινότητα Άνω Κοιλάδας' }, ['Ελληνική Κοινότητα Άνω Κοιλάδας']],
  ['Cyrillic', { body: 'Українська громада Щасливого Їжака' }, ['Українська громада Щасливого Їжака']],
  ['Vietnamese', { body: 'Hội Người Việt Thung Lũng Ước Vọng' }, ['Hội Người Việt Thung Lũng Ước Vọng']],
  [
    'demonstration with two signatures',
    { demonstration: true, signatures: [first, second] },
    ['DEMONSTRATION', 'Zażółć Gęślą-Jaźń, Skarbnik', 'on 14 June 2026 and on 16 June 2026'],
  ],
]

describe('other people’s tools find sound', () => {
  it.each(cases)('a %s certificate', async (_of, about, texts) => {
    const facts = certificateFacts(about)
    const pdf = await makeCertificate(facts, attachments, { ...craft, sealer: keys.sealer })
    const promise = 'It does not certify that the organisation keeps its promises.'
    const expectations = { texts: [...texts, promise], address: facts.address }
    expect(() => expectSoundCertificate(pdf, keys.root, expectations)).not.toThrow()
  })
})

describe('other people’s tools object to', () => {
  it('a certificate whose page says something else', async () => {
    const pdf = await makeCertificate(certificateFacts(), attachments, { ...craft, sealer: keys.sealer })
    const at = pdf.length - 200
    pdf[at] = (pdf[at] ?? 0) ^ 1
    expect(() => expectSoundCertificate(pdf, keys.root, { texts: [], address: certificateFacts().address })).toThrow(
      'pdfsig',
    )
  })
})
