import { describe, expect, it } from 'vitest'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { sealCertificate } from '../../src/certificate/seal.ts'
import type { Sealer } from '../../src/certificate/sealer.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import {
  contentType,
  isSealed,
  messageDigest,
  readSeal,
  readSigner,
  signingCertificateV2,
} from '../support/read-seal.ts'
import { makeSealKeys } from '../support/seal-keys.ts'

const keys = await makeSealKeys()
const pdf = await makeCertificate(certificateFacts(), attachments, { ...craft, sealer: keys.sealer })
const text = Buffer.from(pdf).toString('latin1')

const claim = { sealedAt: '2026-06-15T09:30:00Z', name: 'Ŵ', reason: 'Ŷ' }
const smallest = {
  objects: new Map([
    [1, formatUtf8('<< /Type /Catalog /Pages 2 0 R /Perms << /DocMDP 4 0 R >> >>')],
    [2, formatUtf8('<< /Type /Pages /Kids [] /Count 0 >>')],
  ]),
  root: 1,
  seal: 4,
  id: Uint8Array.from({ length: 16 }, (_, n) => n),
}

describe('the file', () => {
  it('is one revision with one contiguous cross-reference section', () => {
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1])
    const [, size] = /^xref\n0 (\d+)\n/.exec(text.slice(start)) ?? []
    const entries = text.slice(start + `xref\n0 ${size}\n`.length).split('trailer')[0] ?? ''
    expect(entries).toHaveLength(Number(size) * 20)
    expect(entries.slice(0, 20)).toBe('0000000000 65535 f \n')
    for (let number = 1; number < Number(size); number++) {
      const entry = entries.slice(number * 20, number * 20 + 20)
      expect(entry).toMatch(/^\d{10} 00000 n \n$/)
      expect(text.slice(Number(entry.slice(0, 10)))).toMatch(new RegExp(`^${number} 0 obj\n`))
    }
    expect(text.match(/%%EOF/g)).toHaveLength(1)
    expect(text.match(/startxref/g)).toHaveLength(1)
    expect(text).not.toContain('/Prev')
    expect(text.slice(text.lastIndexOf('trailer'))).not.toContain('/Info')
  })

  it('fills holes in the numbering with a chain of free entries', async () => {
    const sealed = Buffer.from(await sealCertificate(smallest, keys.sealer, claim)).toString('latin1')
    const table = sealed.slice(sealed.indexOf('xref\n')).split('\n')
    expect(table[1]).toBe('0 5')
    expect(table[2]).toBe('0000000003 65535 f ')
    expect(table[5]).toBe('0000000000 00000 f ')
  })

  it('carries an identifier made from the reference', () => {
    const [, first, second] = /\/ID \[<([0-9a-f]{32})> <([0-9a-f]{32})>\]/.exec(text) ?? []
    expect(first).toBe(second)
  })
})

describe('the signature dictionary', () => {
  const { range, dictionary, cms } = readSeal(pdf)

  it('leaves out exactly the hex string and its brackets', () => {
    expect(text[range[1]]).toBe('<')
    expect(text[range[2] - 1]).toBe('>')
    expect(range[2] + range[3]).toBe(pdf.length)
    expect(text.slice(0, range[1])).toMatch(/\/ByteRange \[0 {1}[\d ]{32}\] \/Contents $/)
  })

  it('says what a baseline asks for, once', () => {
    expect(dictionary).toContain('/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached')
    expect(dictionary).toContain('/M (D:20260615093000Z)')
    expect(dictionary).toContain('/Reason <FEFF')
    expect(dictionary).toContain('/Name <FEFF')
    expect(dictionary).toContain(
      '/Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 /V /1.2 >>',
    )
    expect(dictionary).not.toMatch(/\/Cert|\/Digest/)
    for (const key of ['/M ', '/ByteRange', '/Contents', '/SubFilter']) expect(dictionary.split(key)).toHaveLength(2)
  })

  it('is what the catalog’s permissions and the one seal field refer to', () => {
    const number = text
      .slice(0, range[1])
      .match(/(\d+) 0 obj\n(?!.*endobj)/gs)
      ?.at(-1)
      ?.match(/(\d+) 0 obj/g)
      ?.at(-1)
    const ref = number?.replace(' obj', ' R')
    expect(text).toContain(`/DocMDP ${ref}`)
    expect(text).toContain(`/V ${ref}`)
  })

  it('has three signed attributes, in DER order, and no signing time', () => {
    const { attributes } = readSigner(cms)
    expect(attributes.map(({ oid }) => oid)).toEqual([contentType, messageDigest, signingCertificateV2])
  })

  it('reserves no more than a byte or two beyond the seal', () => {
    expect((range[2] - range[1] - 2) / 2 - cms.length).toBeLessThanOrEqual(6)
  })
})

describe('the seal', () => {
  it('holds', async () => {
    expect(await isSealed(pdf, keys.publicKey)).toBe(true)
  })

  it('breaks with any flipped byte of what it covers', async () => {
    const sealed = await sealCertificate(smallest, keys.sealer, claim)
    expect(await isSealed(sealed, keys.publicKey)).toBe(true)
    const { range } = readSeal(sealed)
    for (let at = 0; at < sealed.length; at++) {
      if (at === range[1]) at = range[2]
      const bent = sealed.slice()
      bent[at] = (bent[at] ?? 0) ^ 1
      expect(await isSealed(bent, keys.publicKey), `byte ${at}`).toBe(false)
    }
  })

  it('breaks with a byte of the page or of an attachment', async () => {
    const { range } = readSeal(pdf)
    for (let at = 0; at < pdf.length; at += 997) {
      if (at >= range[1] && at < range[2]) continue
      const bent = pdf.slice()
      bent[at] = (bent[at] ?? 0) ^ 0x20
      expect(await isSealed(bent, keys.publicKey), `byte ${at}`).toBe(false)
    }
  })

  it('is not found where an attachment only looks like one', async () => {
    const decoy = formatUtf8('<< /Type /Sig /ByteRange [0          9          9         ] /Contents <00> >>')
    const sealed = await makeCertificate(
      certificateFacts(),
      { ...attachments, proof: decoy },
      { ...craft, sealer: keys.sealer },
    )
    expect(await isSealed(sealed, keys.publicKey)).toBe(true)
  })

  it('is of a sealer whose seal fits a PDF string', async () => {
    const endless: Sealer = { ...keys.sealer, chain: Array.from({ length: 80 }, () => keys.root) }
    await expect(sealCertificate(smallest, endless, claim)).rejects.toThrow('longer than a PDF string')
  })

  it('takes an instant in UTC and nothing else', async () => {
    for (const sealedAt of ['2026-06-15', '2026-06-15T09:30:00+01:00', '2026-06-15T09:30:00.5Z']) {
      await expect(sealCertificate(smallest, keys.sealer, { ...claim, sealedAt })).rejects.toThrow('not an instant')
    }
  })
})
