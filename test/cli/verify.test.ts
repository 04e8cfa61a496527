import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleEvidence } from '../../src/actions/export-evidence.ts'
import { requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { fastSha256 } from '../../src/cli/fast-sha256.ts'
import { formatInstant } from '../../src/core/day.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { parseZip } from '../../src/encoding/zip.ts'
import { formatVkey } from '../../src/log/vkey.ts'
import { findEntryAt } from '../../src/storage/read/entries.ts'
import { auditRegister } from '../../src/verify/register.ts'
import { keyOf } from '../log/signing.ts'
import { appOf } from '../support/app.ts'
import { findFreePort } from '../support/edge-host.ts'
import { openRegister } from '../support/register.ts'
import { keeping, sourceOf } from '../support/served.ts'

const top = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'verify-'))
const tidying: (() => void)[] = [() => rmSync(folder, { recursive: true })]
let files: Map<string, Uint8Array>
let url: string
let vkey: string

beforeAll(async () => {
  const register = await openRegister(undefined, (tidy) => tidying.push(tidy))
  const { parts } = register
  register.clock.now = Date.now()
  await register.publish()
  const read = sourceOf(parts)
  writeFileSync(join(folder, 'older'), (await read('log/checkpoint'))!)
  const id = await register.signUp()
  await register.accept()
  await register.settle()
  await register.publish()
  const kept = keeping(read)
  await auditRegister(kept.read, { hash: fastSha256, now: formatInstant(Date.now()) })
  await kept.read('log/proofs/1')
  ;({ files } = kept)
  writeFileSync(join(folder, 'certificate.zip'), (await read('certificates/EX-00001.zip'))!)
  writeFileSync(join(folder, 'certificate.pdf'), files.get('certificates/EX-00001.pdf')!)
  const signUp = await requireSignUp(parts, id)
  const [{ edition } = { edition: id }] = signUp.draft.editions
  const evidence = await bundleEvidence(parts, signUp, { edition, signatory: 1 })
  writeFileSync(join(folder, 'evidence.zip'), evidence)
  for (const [name, bytes] of parseZip(evidence, 1_000_000)) writeFileSync(join(folder, name), bytes)
  const { leaf } = (await findEntryAt(parts.db, 5)) ?? {}
  writeFileSync(join(folder, 'other-leaf.json'), leaf ?? '')
  writeFileSync(join(folder, 'proof'), files.get('log/proofs/1')!)
  vkey = parts.keys.logs[0].vkey

  const port = await findFreePort()
  const server = serve({ fetch: appOf(parts).fetch, port })
  tidying.push(() => server.close())
  await once(server, 'listening')
  url = `http://localhost:${port}`
}, 60_000)
afterAll(() => {
  for (const tidy of tidying) tidy()
})

/** A folder with these files instead. */
function folderWith(changed: Readonly<Record<string, Uint8Array | undefined>> = {}): string {
  const place = mkdtempSync(join(folder, 'copy-'))
  for (const [path, bytes] of [...files, ...Object.entries(changed)]) {
    if (bytes === undefined || (path in changed && changed[path] === undefined)) continue
    mkdirSync(dirname(join(place, path)), { recursive: true })
    writeFileSync(join(place, path), bytes)
  }
  return place
}

/** What the command says and ends with; asked from another process, since the register is in this one. */
function verify(...args: readonly string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['src/cli/verify.ts', ...args], { cwd: top }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr })
    })
  })
}

describe('the verifier on the command line, as it is from source', { timeout: 60_000 }, () => {
  it.each([
    ['an address', () => url],
    ['an address with a slash', () => `${url}/`],
    ['a folder', () => folderWith()],
  ])('says of %s what holds, in sentences, and ends with 0', async (_what, place) => {
    const { code, stdout, stderr } = await verify(place())
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /^Yes +The \d+ entries of localhost:8787\/log give every tile and the root that it signed\.\n/,
    )
    expect(stdout).toContain('1 in force')
    expect(stdout).toContain('the key that the register itself names')
    expect(stdout).toMatch(
      /\nAll of this holds\.\nIt records signings; it does not certify that promises are kept\.\n$/,
    )
  })

  it('says it to programs', async () => {
    const { code, stdout } = await verify(folderWith(), '--json')
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({
        conclusion: 'sound',
        log: { origin: 'localhost:8787/log', size: expect.any(Number), root: expect.any(String) },
        standings: { 'in-force': 1 },
      }),
    ])
  })

  it('goes by the key that it is given, and by older checkpoints', async () => {
    const older = ['--checkpoint', join(folder, 'older'), '--proof', join(folder, 'proof')]
    const { code, stdout } = await verify(url, '--vkey', vkey, ...older)
    expect([code, stdout]).toEqual([0, expect.stringContaining('the key that you gave')])
    expect(stdout.match(/begins with the \d+ entries of the checkpoint that you hold/g)).toHaveLength(2)
    const other = formatVkey(keyOf('localhost:8787/log', new Uint8Array(32).fill(1)).key)
    expect(await verify(url, '--vkey', other)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^NO +log\/checkpoint is not signed by the key of this log\.\n\nNOT VERIFIED/),
    })
  })

  it('ends with 1 where something does not hold, and with 2 where something could not be checked', async () => {
    const bundle = [...files.keys()].find((path) => path.startsWith('log/tile/entries/'))!
    const flipped = Uint8Array.from(files.get(bundle)!)
    flipped[40]! ^= 4
    expect(await verify(folderWith({ [bundle]: flipped }))).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^NO /),
    })
    expect(await verify(folderWith({ 'log/policy': undefined }))).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(
        /\nNot checked +Who has to cosign could not be checked, because log\/policy is missing\./,
      ),
    })
  })

  it.each([
    ['a folder that is not there', () => [join(folder, 'nowhere')], 'There is no'],
    ['an address where nobody is', () => ['http://localhost:1'], 'Nobody answers at http://localhost:1/'],
    ['nothing', () => [], 'npm run verify -- URL|FOLDER'],
    ['an option that there is not', () => [url, '--faster'], "Unknown option '--faster'"],
    ['a key that is none', () => [url, '--vkey', 'key'], 'malformed'],
    ['a checkpoint that is none', () => [url, '--checkpoint', join(folder, 'certificate.pdf')], 'malformed'],
    ['a checkpoint that is not there', () => [url, '--checkpoint', join(folder, 'nowhere')], 'no such file'],
  ])('ends with 2 and one plain sentence, asked about %s', async (_what, args, words) => {
    const { code, stdout, stderr } = await verify(...args())
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(words) })
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('judges a bundle by what is in it, and a certificate with nobody to ask not at all', async () => {
    const { stdout } = await verify(join(folder, 'certificate.zip'))
    expect(stdout).toMatch(/^Yes +Authentic\..*\nYes +Publicly logged\./)
    expect(stdout).toContain('It does not certify that the organisation keeps its promises.')
    expect(await verify(join(folder, 'certificate.pdf'), '--offline')).toMatchObject({ code: 2 })
    writeFileSync(join(folder, 'other.pdf'), formatUtf8('%PDF-1.7\n'))
    expect(await verify(join(folder, 'other.pdf'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not a certificate'),
    })
  })
})

describe('the evidence of a signature, given to the command line', { timeout: 60_000 }, () => {
  const at = (name: string) => join(folder, name)

  it.each([
    ['by what came with it', 'evidence.zip', () => []],
    ['by the register at an address', 'evidence.json', () => ['--register', url]],
    ['by an exported copy of it', 'evidence.json', () => ['--register', folderWith()]],
    ['by the bundle of a certificate', 'evidence.zip', () => ['--register', at('certificate.zip')]],
  ])('is judged %s, in sentences, and ends with 0', async (_how, name, more) => {
    const { code, stdout, stderr } = await verify(at(name), ...more())
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.match(/^Yes /gm)).toHaveLength(4)
    expect(stdout).toContain('The entry has the digest of this record')
    expect(stdout).toContain('Ffion Tŷ, Clerk, pressed the button to sign the Shropshire Compact 2014')
    expect(stdout).toContain('nobody’s control of a mailbox was shown')
  })

  it('is not wholly judged without keys, and by a leaf that somebody brings it is', async () => {
    const { code, stdout } = await verify(at('evidence.json'))
    expect(code).toBe(2)
    expect(stdout.match(/^Not checked /gm)).toHaveLength(2)
    const other = await verify(at('evidence.zip'), '--leaf', at('other-leaf.json'))
    expect(other.code).toBe(1)
    expect(other.stdout).toContain('The entry does not have the digest of this record.')
  })

  it('that was changed is refused by its signature', async () => {
    const bytes = readFileSync(at('evidence.json'), 'utf8')
    writeFileSync(at('changed.json'), bytes.replace('192.0.2.7', '192.0.2.8'))
    writeFileSync(at('changed.json.jws'), readFileSync(at('evidence.json.jws')))
    const { code, stdout } = await verify(at('changed.json'), '--register', url)
    expect(code).toBe(1)
    expect(stdout).toContain('The register did not sign this file as it is.')
    expect(stdout).toContain('client.address is not what was hashed.')
  })
})
