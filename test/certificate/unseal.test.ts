import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOut } from '../../src/certificate/lay-out.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { formatPdfDate, formatTextString, parsePdfDate, parseTextString } from '../../src/certificate/pdf-text.ts'
import { parseFile } from '../../src/certificate/read-file.ts'
import { sealCertificate } from '../../src/certificate/seal.ts'
import { unseal } from '../../src/certificate/unseal.ts'
import { writeFile } from '../../src/certificate/write-file.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { formatZlib } from '../../src/encoding/zlib.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { readSeal } from '../support/read-seal.ts'
import { makeSealKeys } from '../support/seal-keys.ts'

const [keys, stranger] = await Promise.all([makeSealKeys(), makeSealKeys()])
const make = (about = {}, files = attachments, sealedAt = craft.sealedAt) =>
  makeCertificate(certificateFacts(about), files, { ...craft, sealedAt, sealer: keys.sealer })
const pdf = await make()
const text = Buffer.from(pdf).toString('latin1')
const [, gap, gapEnd] = readSeal(pdf).range

describe('a certificate as it was sealed', () => {
  it('gives back what was put into it', async () => {
    expect(await unseal(pdf, keys.root, [])).toMatchObject({
      valid: true,
      sealedAt: craft.sealedAt,
      title: 'Certificate EV-00042: Cyngor Tref Llanfair Dŵr, Example Vale Compact 2026',
      attachments: Object.fromEntries(
        Object.entries(attachments).map(([name, bytes]) => [name, Uint8Array.from(bytes)]),
      ),
    })
  })

  it('with attachments that are deflated, as they were at first', async () => {
    const { seal, ...base } = layOut(certificateFacts(), attachments, craft.sealedAt, { ...craft, accent: [0, 0, 0] })
    const objects = new Map([...base.objects].map(([number, object]) => [number, deflateAttachment(object)]))
    const sealed = await sealCertificate({ ...base, seal, objects }, keys.sealer, claim)
    expect(sealed.length).not.toBe((await sealCertificate({ ...base, seal }, keys.sealer, claim)).length)
    expect(await unseal(sealed, keys.root, [])).toMatchObject({
      valid: true,
      attachments: { proof: attachments.proof },
    })
  })

  it('whatever a name, an attachment or the signature looks like', async () => {
    const decoy = formatUtf8('<< /Type /Sig /ByteRange [0 9 9 9] /Contents <00> >>\n%%EOF\n7 0 obj\nendobj\n')
    const body = 'Llan & <Dŵr> "Tŷ"; \\(1\\) &amp;'
    const title = `Certificate EV-00042: ${body}, Example Vale Compact 2026`
    // An ECDSA signature is random: some have a short r or s.
    for (let n = 0; n < 20; n += 1) {
      expect(await unseal(await make({ body }, { ...attachments, proof: decoy }), keys.root, [])).toMatchObject({
        valid: true,
        title,
        attachments: { proof: decoy },
      })
    }
  })
})

/** The same object, deflated where it is a file. */
function deflateAttachment(object: Uint8Array): Uint8Array {
  const [head, entries = '', length] =
    /^(<<\n\/Type \/EmbeddedFile\n[^]*?)\/Length (\d+)\n>>\nstream\n/.exec(Buffer.from(object).toString('latin1')) ?? []
  if (head === undefined) return object
  const deflated = formatZlib(object.subarray(head.length, head.length + Number(length)))
  const before = `${entries}/Filter /FlateDecode\n/Length ${deflated.length}\n>>\nstream\n`
  return concatBytes(formatUtf8(before), deflated, formatUtf8('\nendstream'))
}

const appended = formatUtf8('\n7 0 obj\n<< >>\nendobj\ntrailer\n<< /Prev 1 >>\nstartxref\n9\n%%EOF\n')
const swap = (from: string, to: string) => Uint8Array.from(Buffer.from(text.replace(from, to), 'latin1'))
const blank = formatUtf8('<< /Type /Catalog /Perms << \n/DocMDP 2 0 R\n>> >>')
const other = { objects: new Map([[1, blank]]), root: 1, id: new Uint8Array(16) }
const claim = { sealedAt: craft.sealedAt, name: 'Ŵ', reason: 'Ŷ' }

describe('a file is no certificate of ours', () => {
  it.each([
    ['with an update behind it', 'altered', concatBytes(pdf, appended)],
    ['with one more line end', 'altered', concatBytes(pdf, Uint8Array.of(10))],
    ['cut short', 'altered', pdf.subarray(0, -1)],
    ['with a byte between objects', 'altered', swap('endobj\n7 0 obj', 'endobj \n7 0 obj')],
    ['with another page in a sound file', 'altered', swap('595.28 841.89', '595.29 841.89')],
    ['with another range', 'altered', swap(`/ByteRange [0 ${gap}`, `/ByteRange [0 ${gap + 1}`)],
    ['with a signature of other numbers', 'altered', swap(text.slice(gap + 1, gapEnd - 1), renumbered())],
    ['that nobody sealed', 'not-ours', writeFile(other).bytes],
    ['that is none', 'not-ours', formatUtf8('GIF89a')],
    ['that is empty', 'not-ours', new Uint8Array()],
    ['that is larger than any', 'not-ours', new Uint8Array(20_000_001)],
  ])('%s', async (_what, reason, file) => {
    expect(await unseal(file, keys.root, [])).toEqual({ valid: false, reason })
  })

  it('sealed under another root', async () => {
    expect(await unseal(pdf, stranger.root, [])).toEqual({ valid: false, reason: 'key-unknown' })
  })

  it('sealed by a leaf that names our root and was never signed by it', async () => {
    const sealer = { ...stranger.sealer, chain: [stranger.leaf, keys.root] }
    const forged = await makeCertificate(certificateFacts(), attachments, { ...craft, sealer })
    expect(await unseal(forged, keys.root, [])).toEqual({ valid: false, reason: 'key-unknown' })
  })

  it('sealed with another key than that of the leaf', async () => {
    const sealer = { ...keys.sealer, sign: stranger.sealer.sign }
    const forged = await makeCertificate(certificateFacts(), attachments, { ...craft, sealer })
    expect(await unseal(forged, keys.root, [])).toEqual({ valid: false, reason: 'altered' })
  })

  it.each(['2024-12-31T23:59:59Z', '2044-01-01T00:00:01Z'])('sealed at %s, when its key did not count', async (at) => {
    expect(await unseal(await make({}, attachments, at), keys.root, [])).toEqual({
      valid: false,
      reason: 'key-unknown',
    })
  })

  it('that the same key sealed and that is something else', async () => {
    const sealed = await sealCertificate({ ...other, seal: 2 }, keys.sealer, claim)
    expect(await unseal(sealed, keys.root, [])).toEqual({ valid: false, reason: 'not-ours' })
  })

  it('with any one bit flipped, wherever that is', async () => {
    const flip = fc.record({ at: fc.nat(pdf.length - 1), bit: fc.nat(7) })
    await fc.assert(
      fc.asyncProperty(flip, async ({ at, bit }) => {
        const bent = pdf.slice()
        bent[at] = (bent[at] ?? 0) ^ (1 << bit)
        expect((await unseal(bent, keys.root, [])).valid).toBe(false)
      }),
      { numRuns: 500 },
    )
  }, 60_000)

  it('with any byte of the signature changed, the zeros behind it too', async () => {
    for (let at = gap; at < gapEnd; at += 7) {
      const bent = pdf.slice()
      bent[at] = bent[at] === 0x30 ? 0x31 : 0x30
      // oxlint-disable-next-line no-await-in-loop -- one after the other is quicker than all at once
      expect(await unseal(bent, keys.root, []), `byte ${at}`).toMatchObject({ valid: false })
    }
  })
})

describe('what is written is read back as it was', () => {
  it('a file of objects', () => {
    const { bytes } = writeFile(other)
    expect(writeFile(parseFile(bytes)).bytes).toEqual(bytes)
    const strange = Buffer.from(bytes).toString('latin1').replace('\nendobj', ' endobj')
    expect(() => parseFile(Buffer.from(strange, 'latin1'))).toThrow('malformed')
  })

  it('words and instants', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (words) => parseTextString(formatTextString(words)) === words))
    expect(parsePdfDate(formatPdfDate(craft.sealedAt))).toBe(craft.sealedAt)
    for (const bad of ['<feff0041>', '<FEFF004>', '<004100>', '(A)', ''])
      expect(() => parseTextString(bad)).toThrow('malformed')
    for (const bad of ['D:2026', '2026-06-15T09:30:00Z', '']) expect(() => parsePdfDate(bad)).toThrow('malformed')
  })
})

/** The hex of the seal, with other numbers at the end of its signature. */
function renumbered(): string {
  return text.slice(gap + 1, gapEnd - 1).replace(/.{8}(?=0*$)/, 'deadbeef')
}
