import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runIn } from './certificate-tools.ts'
import { brokenRules } from './pdf-rules.ts'
import { readSeal } from './read-seal.ts'

/** What a certificate was issued as, what seal and time-stamps lead to (DER), and names that are on its page. */
export type Issued = {
  readonly issued: Uint8Array
  readonly roots: { readonly seal: Uint8Array; readonly time: readonly Uint8Array[] }
  readonly names: readonly string[]
}

/** Holds a certificate at several stages against Debian's tools (`certificate.md` §10, bars 1, 2, 3, 5, 12). Gives back their folder. */
export function othersFind(stages: readonly (readonly [string, Uint8Array])[], { issued, roots, names }: Issued) {
  const folder = mkdtempSync(join(tmpdir(), 'prolonged-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const run = (tool: string, ...args: readonly string[]) => runIn(folder, tool, args)
  const write = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes)
  const pemOf = (name: string, der: Uint8Array) => {
    write(name, der)
    return run('openssl', 'x509', '-inform', 'DER', '-in', name)
  }
  write('root.pem', pemOf('root.cer', roots.seal))
  write('time.pem', roots.time.map((root) => pemOf('time.cer', root)).join(''))
  mkdirSync(join(folder, 'nss'))
  run('certutil', '-N', '-d', 'sql:nss', '--empty-password')
  run('certutil', '-A', '-d', 'sql:nss', '-n', 'seal-root', '-t', 'C,C,C', '-i', 'root.cer')
  write('issued.pdf', issued)

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
      const { signed, cms } = readSeal(bytes.subarray(0, issued.length))
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

  return { run, write }
}

/** The tokens of a file and what they cover, by their ranges alone. */
export function stampsOf(bytes: Uint8Array) {
  const text = Buffer.from(bytes).toString('latin1')
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
