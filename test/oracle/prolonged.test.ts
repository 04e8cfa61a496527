import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { addStamp } from '../../src/certificate/add-stamp.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { addStore, readStore } from '../../src/certificate/security-store.ts'
import { judgeReply } from '../../src/certificate/stamp-reply.ts'
import { formatStampRequest, nonceOf } from '../../src/certificate/stamp-request.ts'
import { unseal } from '../../src/certificate/unseal.ts'
import { outside } from '../../src/parts.ts'
import { runIn } from '../support/certificate-tools.ts'
import { attachments, certificateFacts, craft, standIn } from '../support/certificates.ts'
import { brokenRules } from '../support/pdf-rules.ts'
import { prolong, stampedBy, storeOf } from '../support/prolonged.ts'
import { readSeal } from '../support/read-seal.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { makeStampAuthority } from '../support/stamp-authority.ts'
import { openTimeAuthority } from '../support/time-authority.ts'

const keys = await makeSealKeys()
const authority = openTimeAuthority()
const names = ['Angharad Ŷ Dŵr', 'Zażółć Gęślą', 'Άννα Ώχρα', 'Їжак Щасливий', 'Ước Vọng'] as const
const [welsh, ...others] = names
const signature = { name: welsh, role: others.join(', '), mandate: 'office', signedOn: '2026-06-14' } as const
const facts = certificateFacts({ body: `Cyngor ${names.join(' · ')}`, signatures: [signature] })
const wordings = [...craft.wordings, standIn] as const
const pdf = await makeCertificate(facts, attachments, { ...craft, wordings, sealer: keys.sealer })
const levels = await prolong(pdf, keys, authority)
const again = await stampedBy(authority, addStore(levels.lasting, storeOf(keys, authority)))
const stages = Object.entries({ ...levels, again }).map(([name, { bytes }]) => [name, bytes] as const)

const folder = mkdtempSync(join(tmpdir(), 'prolonged-'))
afterAll(() => rmSync(folder, { recursive: true }))
const run = (tool: string, ...args: readonly string[]) => runIn(folder, tool, args)
const write = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes)
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

write('root.cer', keys.root)
write('time.cer', authority.root)
for (const name of ['root', 'time'])
  run('openssl', 'x509', '-inform', 'DER', '-in', `${name}.cer`, '-out', `${name}.pem`)
mkdirSync(join(folder, 'nss'))
run('certutil', '-N', '-d', 'sql:nss', '--empty-password')
run('certutil', '-A', '-d', 'sql:nss', '-n', 'seal-root', '-t', 'C,C,C', '-i', 'root.cer')
write('issued.pdf', pdf)

describe.each(stages)('other people’s tools find that a certificate, %s,', (name, bytes) => {
  const file = `${name}.pdf`
  write(file, bytes)

  it('has a valid seal of somebody who is trusted', () => {
    const found = run('pdfsig', '-nssdir', 'sql:nss', file)
    const [seal = '', ...stamps] = found.split(/^Signature #/m).slice(1)
    expect(seal).toContain('Signature Validation: Signature is Valid.')
    expect(seal).toContain('Certificate Validation: Certificate is Trusted.')
    // That tool does not judge time-stamps of documents: it finds their fields.
    expect(stamps).toHaveLength(stampsOf(bytes).length)
    expect(run('mutool', 'sign', '-v', file)).not.toMatch(/invalid|digest failure/i)
  })

  it('has a baseline seal over what was issued', () => {
    const { signed, cms } = readSeal(bytes.subarray(0, pdf.length))
    write('signed.bin', signed)
    write('seal.der', cms)
    const files = ['-inform', 'DER', '-in', 'seal.der', '-content', 'signed.bin', '-binary', '-CAfile', 'root.pem']
    const verified = run('openssl', 'cms', '-verify', '-cades', ...files, '-purpose', 'any', '-out', 'out.bin')
    expect(verified).toContain('CAdES Verification successful')
  })

  it('has time-stamps over all that was there before them', () => {
    for (const { token, covered } of stampsOf(bytes)) {
      write('token.der', token)
      write('covered.bin', covered)
      const files = ['-token_in', '-in', 'token.der', '-data', 'covered.bin', '-CAfile', 'time.pem']
      expect(run('openssl', 'ts', '-verify', ...files)).toContain('Verification: OK')
    }
  })

  it('is clean, tagged and read out as it was when it was issued', () => {
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found')
    expect(run('qpdf', '--list-attachments', file)).toBe(run('qpdf', '--list-attachments', 'issued.pdf'))
    expect(run('pdfinfo', file)).toMatch(/^Tagged: +yes$/m)
    expect(run('pdfinfo', '-struct-text', file)).toBe(run('pdfinfo', '-struct-text', 'issued.pdf'))
    expect(run('pdftotext', file, '-')).toBe(run('pdftotext', 'issued.pdf', '-'))
    const flatten = (text: string) => text.replaceAll(/"\n *"|\s+/g, ' ').replaceAll(/ +/g, ' ')
    for (const text of names) {
      expect(flatten(run('pdftotext', file, '-'))).toContain(text)
      expect(flatten(run('pdfinfo', '-struct-text', file))).toContain(text)
    }
  })

  it('breaks no rule of PDF/A-3 level A and PDF/UA-1', async () => {
    expect(await brokenRules(bytes)).toEqual([])
  })
})

describe('what a certificate brings to be judged by', () => {
  it('are lists that their roots signed', () => {
    write('lasting.pdf', levels.lasting.bytes)
    const [, dictionary = ''] = /\n\/DSS (\d+) 0 R\n/.exec(latin1(levels.lasting.bytes)) ?? []
    const store = run('qpdf', `--show-object=${dictionary}`, 'lasting.pdf')
    expect(store.match(/\d+ 0 R/g)).toHaveLength(6)
    const lists = readStore(levels.lasting).lists
    for (const [n, root] of ['root.pem', 'time.pem'].entries()) {
      write('list.crl', lists[n] ?? pdf)
      expect(run('openssl', 'crl', '-inform', 'DER', '-in', 'list.crl', '-noout', '-CAfile', root)).toContain(
        'verify OK',
      )
    }
  })
})

it('a token of any size from 1 to 20 kB finds its place', async () => {
  const nonce = nonceOf(outside.chance(8))
  const sizes: number[] = []
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 19_000 }), async (padding) => {
      const other = await makeStampAuthority(onTestFinished, { key: 'P-256', padding })
      const added = await addStamp(levels.issued, async (imprint) => {
        const reply = await other.reply(formatStampRequest(imprint, nonce))
        const [sent, received] = [Date.now() - 1000, Date.now()]
        const found = await judgeReply(reply, { imprint, nonce, sent, received }, other)
        return found.valid ? { ...found, authority: 'other.example' } : undefined
      })
      sizes.push(added?.stamp.token.length ?? 0)
      const verdict = await unseal(added?.file.bytes ?? pdf, keys.root, [other.anchor])
      expect(verdict).toMatchObject({ valid: true, level: 'B-T' })
    }),
    { numRuns: 8, examples: [[0], [19_000]] },
  )
  expect(Math.min(...sizes)).toBeLessThan(2000)
  expect(Math.max(...sizes)).toBeGreaterThan(19_500)
})

it('openssl objects to a time-stamp over anything else', () => {
  const [stamp] = stampsOf(levels.stamped.bytes)
  write('token.der', stamp?.token ?? pdf)
  write('covered.bin', pdf)
  const files = ['-token_in', '-in', 'token.der', '-data', 'covered.bin', '-CAfile', 'time.pem']
  expect(() => run('openssl', 'ts', '-verify', ...files)).toThrow('message imprint mismatch')
})

/** The tokens of a file and what they cover, by their ranges alone. */
function stampsOf(bytes: Uint8Array) {
  const text = latin1(bytes)
  const found = text.matchAll(/\/SubFilter \/ETSI\.RFC3161 \/V 0 \/ByteRange \[0 (\d+) +(\d+) +(\d+) *\] /g)
  return Array.from(found, ([, ...numbers]) => {
    const [gap = 0, gapEnd = 0, rest = 0] = numbers.map(Number)
    const hex = text.slice(gap + 1, gapEnd - 1)
    const length = 4 + Number.parseInt(hex.slice(4, 8), 16)
    expect(text.slice(gapEnd + rest - 6, gapEnd + rest)).toBe('%%EOF\n')
    return {
      token: Buffer.from(hex.slice(0, length * 2), 'hex'),
      covered: Buffer.concat([bytes.subarray(0, gap), bytes.subarray(gapEnd, gapEnd + rest)]),
    }
  })
}
