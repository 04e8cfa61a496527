import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { readSeal } from './read-seal.ts'

/** What a certificate must show to the tools: texts that can be read from the page, and the address in its picture code. */
export type Expectations = { readonly texts: readonly string[]; readonly address: string }

/**
 * Holds a sealed certificate against Debian's tools (`certificate.md` §10, bars 1, 2, 4, 5, 12, 13): a valid, trusted, baseline
 * seal on a clean, tagged file whose words read back.
 */
export function expectSoundCertificate(pdf: Uint8Array, root: Uint8Array, { texts, address }: Expectations): void {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
  try {
    const run = (tool: string, ...args: string[]) => runIn(folder, tool, args)
    writeFileSync(join(folder, 'c.pdf'), pdf)
    writeFileSync(join(folder, 'root.cer'), root)
    expectSeal(pdf, folder, run)
    expectClean(run)
    expectWords(run, texts)
    run('pdftoppm', '-png', '-r', '150', 'c.pdf', 'page')
    expect(run('zbarimg', '--quiet', '--raw', 'page-1.png').split('\n')[0]).toBe(address)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Run = (tool: string, ...args: string[]) => string

function expectSeal(pdf: Uint8Array, folder: string, run: Run): void {
  mkdirSync(join(folder, 'nss'))
  run('certutil', '-N', '-d', 'sql:nss', '--empty-password')
  run('certutil', '-A', '-d', 'sql:nss', '-n', 'seal-root', '-t', 'C,C,C', '-i', 'root.cer')
  // Exit code 0 says nothing: a digest that does not match gives it too.
  const signatures = run('pdfsig', '-nssdir', 'sql:nss', 'c.pdf')
  expect(signatures.match(/Signature Validation: .*/g), 'pdfsig').toEqual(['Signature Validation: Signature is Valid.'])
  expect(signatures).toContain('Certificate Validation: Certificate is Trusted.')
  expect(signatures).toContain('Signature Type: ETSI.CAdES.detached')
  expect(signatures).toContain('Total document signed')

  const { signed, cms } = readSeal(pdf)
  writeFileSync(join(folder, 'signed.bin'), signed)
  writeFileSync(join(folder, 'seal.der'), cms)
  run('openssl', 'x509', '-inform', 'DER', '-in', 'root.cer', '-out', 'root.pem')
  const files = ['-inform', 'DER', '-in', 'seal.der', '-content', 'signed.bin', '-binary', '-CAfile', 'root.pem']
  const verified = run('openssl', 'cms', '-verify', '-cades', ...files, '-purpose', 'any', '-out', 'out.bin')
  expect(verified).toContain('CAdES Verification successful')
  expect(run('mutool', 'sign', '-v', 'c.pdf')).toContain('The document is unchanged since signing.')
}

function expectClean(run: Run): void {
  expect(run('qpdf', '--check', 'c.pdf')).toContain('No syntax or stream encoding errors found')
  const listed = run('qpdf', '--list-attachments', 'c.pdf')
  expect(Array.from(listed.matchAll(/^(\S+) -> /gm), ([, name]) => name)).toEqual([
    'disclosures.json',
    'leaf.json',
    'leaf.tlog-proof',
  ])
  expect(run('pdfinfo', 'c.pdf')).toMatch(/^Tagged: +yes$/m)
  // name, type, encoding (one word each here), then emb and uni
  const fonts = run('pdffonts', 'c.pdf').split('\n').slice(2).filter(Boolean)
  expect(fonts).toHaveLength(2)
  for (const font of fonts) expect(font).toMatch(/ CID TrueType +Identity-H +yes (yes|no) +yes /)
}

function expectWords(run: Run, texts: readonly string[]): void {
  const page = flatten(run('pdftotext', 'c.pdf', '-'))
  const tree = flatten(run('pdfinfo', '-struct-text', 'c.pdf').replaceAll(/"\n *"/g, ' '))
  for (const text of texts) {
    expect(page).toContain(flatten(text))
    expect(tree).toContain(flatten(text))
  }
}

/** Runs a tool in a folder; anything but success is a failure, and a missing tool is one too. Answers all that it printed. */
export function runIn(folder: string, tool: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(tool, args, { cwd: folder, encoding: 'utf8' })
  if (error) throw error
  if (status !== 0) throw new Error(`${tool} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`)
  return stdout + stderr
}

function flatten(text: string): string {
  return text.replaceAll(/\s+/g, ' ').normalize('NFC')
}
