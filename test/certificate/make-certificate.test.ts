import { PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CertificateFacts, SignatureFacts } from '../../src/certificate/facts.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { readPage, type ReadPage } from '../support/read-page.ts'
import { isSealed } from '../support/read-seal.ts'
import { makeSealKeys } from '../support/seal-keys.ts'

const keys = await makeSealKeys()

const make = (about: Partial<CertificateFacts> = {}, accent = craft.accent) =>
  makeCertificate(certificateFacts(about), attachments, { ...craft, accent, sealer: keys.sealer })

const signature = (about: Partial<SignatureFacts> = {}): SignatureFacts => ({
  role: 'Clerk to the Council',
  mandate: 'office',
  signedOn: '2026-06-14',
  ...about,
})

describe('the page says', () => {
  it('who signed what, when, on whose authority, and what that is not', async () => {
    const page = await readPage(await make())
    expect(page.text).toContain(
      'This certificate records that Cyngor Tref Llanfair Dŵr signed Example Vale Compact 2026 on 14 June 2026.',
    )
    expect(page.text).toContain('Angharad Ŷ Dŵr-Jones, Leader of the Council')
    expect(page.text).toContain('A resolution of the organisation, decided on 3 June 2026')
    expect(page.text).toContain('EV-00042, entry 118 of the public log')
    expect(page.text).toContain('It does not certify that the organisation keeps its promises.')
    expect(page.text).toContain('https://register.example-vale.example/certificates/EV-00042')
  })

  it('the role alone where no name may be published', async () => {
    const { text } = await readPage(await make({ signatures: [signature()] }))
    expect(text).toContain('| Clerk to the Council |')
  })

  it('two people with their days, and one authority once', async () => {
    const two = [signature({ name: 'Ann Ŵ' }), signature({ name: 'Bob Ŷ', signedOn: '2026-06-20' })] as const
    const { text } = await readPage(await make({ signatures: two }))
    expect(text).toContain('on 14 June 2026 and on 20 June 2026.')
    expect(text).toContain('Ann Ŵ, Clerk to the Council, on 14 June 2026')
    expect(text).toContain('Bob Ŷ, Clerk to the Council, on 20 June 2026')
    expect(text.match(/By virtue of their office/g)).toHaveLength(1)
  })

  it('one day once where both signed on it', async () => {
    const { text } = await readPage(await make({ signatures: [signature(), signature({ role: 'Chair' })] }))
    expect(text.match(/on 14 June 2026/g)).toHaveLength(1)
  })

  it('when a historic signing was attested, and that its day is not recorded', async () => {
    const historic = { role: 'Chair', mandate: 'office', attestedOn: '2014' } as const
    const { text } = await readPage(
      await make({ signatures: [historic], method: 'historic', checks: ['source-cited'] }),
    )
    expect(text).toContain('on a day that is not recorded. This was attested in 2014.')
  })

  it('that a name or a role was erased, and on which day', async () => {
    const erased = { erasedOn: '2027-03-04', role: undefined } as const
    const told = async (about: Partial<SignatureFacts>) =>
      (await readPage(await make({ signatures: [signature({ ...erased, ...about })] }))).text
    expect(await told({ role: 'Clerk' })).toContain('| Clerk (name erased on 4 March 2027) |')
    expect(await told({ name: 'Ann Ŵ' })).toContain('| Ann Ŵ (role erased on 4 March 2027) |')
    expect(await told({})).toContain('| Name and role erased on 4 March 2027 |')
  })

  it('that nobody recorded who signed and why they might', async () => {
    const { text } = await readPage(await make({ signatures: [{ attestedOn: '2014' }], method: 'historic' }))
    expect(text).toMatch(/Signed on its behalf by \| Not recorded \| Authority \| Not recorded/)
  })

  it('that a demonstration is one, and nothing of it elsewhere', async () => {
    expect((await readPage(await make({ demonstration: true }))).text).toContain(
      'DEMONSTRATION — these organisations are invented',
    )
    expect((await readPage(await make())).text).not.toContain('DEMONSTRATION')
  })

  it('the London day of sealing', async () => {
    const late = { ...craft, sealer: keys.sealer, sealedAt: '2026-06-30T23:30:00Z' }
    const { text } = await readPage(await makeCertificate(certificateFacts(), attachments, late))
    expect(text).toContain('sealed this file on 1 July 2026')
  })
})

describe('names', () => {
  it('that are long still fit, however they break', async () => {
    const long = {
      body: `${'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch '.repeat(3)}Cymdeithas`,
      signatures: [
        signature({ name: 'Ŵ'.repeat(120), role: 'Prif Weithredwr '.repeat(8).trim(), decidedOn: '2026-06-01' }),
        signature({
          name: 'Jo '.repeat(40).trim(),
          role: 'W'.repeat(120),
          mandate: 'delegated',
          signedOn: '2026-06-20',
        }),
      ],
      checks: ['mailbox', 'domain', 'phone-back', 'minute-seen', 'introduced', 'paper-seen', 'source-cited'],
    } as const
    const page = await readPage(await make(long))
    expect(page.text).toContain(long.body)
    expect(page.text).toContain('Ŵ'.repeat(120))
    expectOnPaper(page)
  })

  it('that no page could hold are a defect, not a second page', async () => {
    await expect(make({ body: 'Long name '.repeat(200).trim() })).rejects.toThrow('do not fit')
  })

  it('that cannot be set are a defect', async () => {
    await expect(make({ body: 'جمعية' })).rejects.toThrow('cannot set')
  })

  it('of any settable characters read back as they are', async () => {
    const character = fc.constantFrom(...craft.faces.regular.glyphs.keys()).filter((each) => each !== ' ')
    const word = fc.string({ unit: character, minLength: 1, maxLength: 30 })
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((each) => each.join(' ').normalize('NFC'))
    await fc.assert(
      fc.asyncProperty(name, async (body) => {
        const page = await readPage(await make({ body }))
        expect(page.text).toContain(`records that ${body} signed`)
        expectOnPaper(page)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the file', () => {
  it('is tagged, titled, in a language, with nothing but the seal in its form', async () => {
    const { catalog, context } = await PDFDocument.load(await make(), { updateMetadata: false })
    const all = catalog.toString()
    expect(all).toMatch(/\/MarkInfo <<\n\/Marked true\n>>/)
    expect(all).toMatch(/\/DisplayDocTitle true/)
    expect(all).not.toContain('NeedAppearances')
    const metadata = context.lookup(catalog.get(PDFName.of('Metadata')))
    if (!(metadata instanceof PDFRawStream)) throw new Error('there is no metadata')
    expect(metadata.dict.has(PDFName.of('Filter'))).toBe(false)
    const xmp = new TextDecoder().decode(metadata.contents)
    expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(xmp).toContain('Certificate EV-00042: Cyngor Tref Llanfair Dŵr, Example Vale Compact 2026')
  })

  it('escapes what XML would read', async () => {
    const bytes = await make({ body: 'Ŵ & <Ŷ>' })
    expect(Buffer.from(bytes).toString('utf8')).toContain('Ŵ &amp; &lt;Ŷ&gt;')
  })

  it('carries its files in ascending order with their relationships', async () => {
    const text = Buffer.from(await make()).toString('latin1')
    expect(text.match(/\/AFRelationship \/\w+/g)).toEqual(
      ['Data', 'Data', 'Supplement'].map((each) => `/AFRelationship /${each}`),
    )
    expect(text.match(/\/F \((\S+)\)/g)).toEqual(['/F (disclosures.json)', '/F (leaf.json)', '/F (leaf.tlog-proof)'])
    expect(text.match(/\/ModDate \(D:20260615093000Z\)/g)).toHaveLength(3)
  })

  it('leads each marked sequence and annotation to its element', async () => {
    const { catalog, context } = await PDFDocument.load(await make(), { updateMetadata: false })
    const root = context.lookup(catalog.get(PDFName.of('StructTreeRoot')), PDFDict)
    const tree = context.lookup(root.get(PDFName.of('ParentTree')), PDFDict).toString()
    expect(tree).toMatch(/^<<\n\/Nums \[ 0 \[ (\d+ 0 R )+\] 1 \d+ 0 R 2 \d+ 0 R \]\n>>$/)
    expect(root.toString()).toContain('/ParentTreeNextKey 3')
  })

  it('is the same but for the seal when it is made again', async () => {
    const blank = { ...keys.sealer, sign: async () => new Uint8Array(64).fill(1) }
    const once = await makeCertificate(certificateFacts(), attachments, { ...craft, sealer: blank })
    const again = await makeCertificate(certificateFacts(), attachments, { ...craft, sealer: blank })
    expect(Buffer.compare(once, again)).toBe(0)
  })

  it('is the same on a blank that was filled in before as on a new one', async () => {
    const blank = { ...keys.sealer, sign: async () => new Uint8Array(64).fill(1) }
    const signatures = [signature({ name: 'Ann Ŵ' }), signature({ name: 'Bob Ŷ', mandate: 'delegated' })] as const
    for (const about of [{}, { signatures }, { demonstration: true }, { demonstration: true, signatures }]) {
      const faces = { ...craft.faces }
      const used = { ...craft, faces, sealer: blank }
      const fresh = await makeCertificate(certificateFacts(about), attachments, { ...used, faces: { ...faces } })
      const others = { ...about, body: 'Llan', address: 'https://other.example/x', register: 'Other', reference: 'X-1' }
      await makeCertificate(certificateFacts(others), { ...attachments, proof: new Uint8Array(9) }, used)
      const again = await makeCertificate(certificateFacts(about), attachments, used)
      expect(Buffer.compare(fresh, again)).toBe(0)
    }
  })

  it('is sealed whatever its accent, which is a colour', async () => {
    expect(await isSealed(await make({}, '#7a1f3d'), keys.publicKey)).toBe(true)
    for (const accent of ['red', '#FFF', '#12345', '#1234567'])
      await expect(make({}, accent)).rejects.toThrow(Malformed)
  })
})

function expectOnPaper({ lines }: ReadPage): void {
  expect(lines.length).toBeGreaterThan(10)
  for (const { x, y, end, size } of lines) {
    expect(size).toBeGreaterThanOrEqual(9)
    expect(x).toBeGreaterThan(60)
    expect(end).toBeLessThan(535)
    expect(y).toBeGreaterThan(40)
    expect(y).toBeLessThan(815)
  }
}
