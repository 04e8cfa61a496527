import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PDFDocument } from 'pdf-lib'
import { parseLatin1 } from '../../src/certificate/read-file.ts'
import type { Base } from '../../src/certificate/seal.ts'
import { writeFile } from '../../src/certificate/write-file.ts'
import type { makeSealKeys } from '../support/seal-keys.ts'
import type { TimeAuthority } from '../support/time-authority.ts'

type SealKeys = Awaited<ReturnType<typeof makeSealKeys>>

/** Another library as it seals a page: with its defaults, and in what other ways it has. */
export type SealPeer = { readonly name: string; readonly ways: ReadonlyMap<string, Seal> }
type Seal = (page: Uint8Array) => Promise<Uint8Array>

// Looked at for the comparison, and no dependencies: they are in a folder of their own for as long as it takes.
const packages = {
  '@libpdf/core': '0.4.2',
  '@signpdf/signpdf': '3.3.0',
  '@signpdf/placeholder-pdf-lib': '3.3.0',
  '@signpdf/signer-p12': '3.3.0',
}

/** Installs other libraries in a folder; nothing where they cannot be had. */
export async function openSealPeers(keys: SealKeys, authority: TimeAuthority) {
  const folder = mkdtempSync(join(tmpdir(), 'peers-'))
  const close = () => rmSync(folder, { recursive: true })
  const names = Object.entries(packages).map(([name, version]) => `${name}@${version}`)
  const quietly = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  try {
    execFileSync('npm', ['install', '--prefix', folder, ...quietly, ...names], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } catch {
    close()
    return undefined
  }
  return { peers: [await openLibPdf(folder, keys, authority), openSignPdf(folder)], close }
}

/** The page of a certificate for others to seal: without our seal and what leads to it. */
export function formatPage({ objects, root, id, seal }: Base): Uint8Array {
  const without = (object: Uint8Array) =>
    Buffer.from(
      parseLatin1(object)
        .replace(/\/Perms <<\n\/DocMDP \d+ 0 R\n>>\n/, '')
        .replace(`/V ${seal} 0 R\n`, ''),
      'latin1',
    )
  const bare = [...objects].map(([number, object]) => {
    const isPlain = parseLatin1(object.subarray(0, 400)).includes('/Type /Catalog') || object.length < 400
    return [number, isPlain ? without(object) : object] as const
  })
  return writeFile({ objects: new Map(bare), root, id }).bytes
}

type LibPdf = {
  PDF: { load: (bytes: Uint8Array) => Promise<{ sign: (options: object) => Promise<{ bytes: Uint8Array }> }> }
  CryptoKeySigner: new (
    key: CryptoKey,
    leaf: Uint8Array,
    kind: string,
    algorithm: string,
    chain: readonly Uint8Array[],
  ) => object
}

async function openLibPdf(folder: string, keys: SealKeys, authority: TimeAuthority): Promise<SealPeer> {
  const entry = join(folder, 'node_modules/@libpdf/core/dist/index.mjs')
  const { PDF, CryptoKeySigner }: LibPdf = await import(pathToFileURL(entry).href)
  const signer = new CryptoKeySigner(keys.privateKey, keys.leaf, 'EC', 'ECDSA', [keys.root])
  const sign = (options: object) => async (page: Uint8Array) =>
    (await (await PDF.load(page)).sign({ signer, ...options })).bytes
  const timestampAuthority = { timestamp: async (imprint: Uint8Array) => authority.stamp(imprint) }
  const isOurs = (der: Uint8Array) => Buffer.compare(der, keys.leaf) === 0
  const revocationProvider = { getCRL: async (der: Uint8Array) => (isOurs(der) ? keys.revoked : authority.revoked) }
  const levels = ['B-B', 'B-T', 'B-LT', 'B-LTA'].map(
    (level) => [level, sign({ level, timestampAuthority, revocationProvider })] as const,
  )
  return {
    name: `@libpdf/core ${packages['@libpdf/core']}`,
    ways: new Map([
      ['defaults', sign({})],
      ...levels,
      ['B-B with a reason', sign({ level: 'B-B', reason: 'x' })],
      ['adbe.pkcs7.detached', sign({ subFilter: 'adbe.pkcs7.detached' })],
    ]),
  }
}

type SignPdf = {
  lib: { PDFDocument: typeof PDFDocument }
  placeholder: { pdflibAddPlaceholder: (options: object) => void }
  signer: { P12Signer: new (p12: Uint8Array, options: object) => object }
  signpdf: { SignPdf: new () => { sign: (pdf: Uint8Array, signer: object) => Promise<Uint8Array> } }
}

/** It takes RSA keys alone, in a PKCS #12 file. */
function openSignPdf(folder: string): SealPeer {
  const load = createRequire(join(folder, 'any.js'))
  const loaded: SignPdf = {
    lib: load('pdf-lib'),
    placeholder: load('@signpdf/placeholder-pdf-lib'),
    signer: load('@signpdf/signer-p12'),
    signpdf: load('@signpdf/signpdf'),
  }
  const p12 = makeP12(folder)
  const sign = (options: object) => async (page: Uint8Array) => {
    const pdfDoc = await loaded.lib.PDFDocument.load(page)
    const claim = { reason: 'x', contactInfo: 'x', name: 'x', location: 'x' }
    loaded.placeholder.pdflibAddPlaceholder({ pdfDoc, ...claim, ...options })
    const placed = Buffer.from(await pdfDoc.save({ useObjectStreams: false }))
    // Reading its key is part of each: a signer signs once.
    return new loaded.signpdf.SignPdf().sign(placed, new loaded.signer.P12Signer(p12, { passphrase: 'x' }))
  }
  return {
    name: `@signpdf/signpdf ${packages['@signpdf/signpdf']}`,
    ways: new Map([
      ['defaults', sign({})],
      ['ETSI.CAdES.detached', sign({ subFilter: 'ETSI.CAdES.detached' })],
    ]),
  }
}

function makeP12(folder: string): Uint8Array {
  const run = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  run(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'k.pem',
    '-out',
    'c.pem',
    '-subj',
    '/CN=x',
    '-days',
    '9',
  )
  const old = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']
  run('pkcs12', '-export', '-inkey', 'k.pem', '-in', 'c.pem', '-out', 'x.p12', '-passout', 'pass:x', ...old)
  return readFileSync(join(folder, 'x.p12'))
}
