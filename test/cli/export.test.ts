import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Parts } from '../../src/actions/parts.ts'
import { fastSha256 } from '../../src/cli/fast-sha256.ts'
import { exportSite } from '../../src/cli/export-site.ts'
import { auditLog } from '../../src/log/audit.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { demonstration } from '../../src/demonstration.ts'
import { routesOfApp } from '../support/app.ts'
import { exported, exportingOf, newFolder, readFiles } from '../support/export.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

/** What a copy has no use for: the doors of people and programs, what is worked out for whoever asks, and liveness. */
const leftOut = [
  '/sign',
  '/desk',
  '/calendar',
  '/mailbox',
  '/api',
  '/problems',
  '/health',
  '/ask',
  '/mistake',
  '/coverage.csv',
  '/bodies/:slug/ask',
  '/bodies/:slug/own',
  '/witness',
]

/** A register with a signing, and with more bodies than a tile has hashes. */
let parts: Parts
const tidy: (() => void)[] = []
beforeAll(async () => {
  const register = await openRegister(demonstration, (undo) => tidy.push(undo))
  await register.signUp()
  await register.accept()
  await register.settle()
  await registerBodies(register.parts, inventBodies(260))
  await register.publish()
  ;({ parts } = register)
})
afterAll(() => {
  for (const undo of tidy) undo()
})

const audit = async (vkey: string, folder: string) =>
  auditLog(async (path) => readFileSync(join(folder, path)), {
    hash: fastSha256,
    logs: [noteVerifier(parseVkey(vkey))],
  })

// The page that checks offline is the same everywhere.
const pages = /(?<!^\/verify)\.html$/

describe('an exported register', () => {
  it('is a log that holds by its files alone', async () => {
    expect(await audit(parts.keys.logs[0].vkey, await exported(parts))).toMatchObject({ valid: true })
  })

  it('is the bytes that are served, at the same addresses', async () => {
    const { ask } = exportingOf(parts, newFolder())
    const files = readFiles(await exported(parts))
    for (const [path, bytes] of files) {
      if (pages.test(path) || path.startsWith('/assets/')) continue
      const answer = await ask(path)
      expect([path, Buffer.from(await answer.arrayBuffer()).equals(bytes)]).toEqual([path, true])
    }
    const named = [
      '/index.html',
      '/signatories.html',
      '/signatories.json',
      '/verify.html',
      '/certificates/EX-00001.pdf',
    ]
    const more = ['/bodies/example-vale-parish-council.html', '/log/tile/0/000', '/log/vkey', '/.well-known/jwks.json']
    expect([...named, ...more].filter((path) => !files.has(path))).toEqual([])
  })

  it('has every public address, or a reason not to', async () => {
    const files = [...readFiles(await exported(parts)).keys()]
    const missing = routesOfApp()
      .filter(({ method }) => method === 'GET')
      .map(({ path }) => path)
      .filter((path) => !leftOut.some((reason) => path === reason || path.startsWith(`${reason}/`)))
      .filter((path) => {
        // One element of an address, with what its name or pattern stands for.
        const shape = path.replace(/[.]/g, '\\.').replaceAll(/:\w+(\{.*?\}+)?/g, '.+')
        const pattern = new RegExp(`^${shape === '/' ? '/index' : shape}(\\.html)?$`)
        return !files.some((file) => pattern.test(file))
      })
    expect(missing).toEqual([])
  })

  it('has nothing in it that only the database has', async () => {
    const register = await openRegister()
    await register.signUp({
      signatories: [{ nameShown: false, name: 'Wilhelmina Unseen', address: 'unseen@vale.example' }],
    })
    await register.accept()
    await register.settle()
    await register.publish()
    const secrets = [
      'Wilhelmina',
      'unseen@vale.example',
      'mina@vale.example',
      'Mina Preparer',
      'coordinator@example.org',
    ]
    for (const [path, bytes] of readFiles(await exported(register.parts)))
      for (const secret of secrets) expect([path, bytes.includes(secret)]).toEqual([path, false])
  })

  it('says on every page that it is a copy, of which day and from where, and sends nothing anywhere', async () => {
    const files = [...readFiles(await exported(parts))].filter(([path]) => pages.test(path))
    for (const [path, bytes] of files) {
      const page = bytes.toString()
      expect(page, path).toContain('This copy was made on <time datetime="2026-03-04">4 March 2026</time>')
      expect(page, path).not.toContain('method="post"')
      expect(page, path).not.toMatch(/ (href|action)="\/(sign|desk)[/"]/)
    }
  })

  it('leads to the register itself for what it does not have, and to its own pages for what it has', async () => {
    const folder = await exported(parts)
    const home = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(home).toContain(`href="${parts.address}/sign"`)
    expect(home).toContain(`action="${parts.address}/signatories"`)
    expect(home).toContain('href="/signatories"')
    const certificate = readFileSync(join(folder, 'certificates/EX-00001.html'), 'utf8')
    expect(certificate).toContain('href="/bodies/example-vale-parish-council"')
  })
})

describe('an export that was broken off', () => {
  it.each([3, 40, 150])('after %i answers has no checkpoint, and goes on to the whole', async (answers) => {
    const folder = newFolder()
    const exporting = exportingOf(parts, folder)
    let asked = 0
    const ask = async (path: string) => {
      asked += 1
      if (asked > answers) throw new Error('went dead')
      return exporting.ask(path)
    }
    await expect(exportSite({ ...exporting, ask })).rejects.toThrow('went dead')
    expect(readFiles(folder).has('/log/checkpoint')).toBe(false)
    await exported(parts, folder)
    expect(readFiles(folder)).toEqual(readFiles(await exported(parts)))
  })

  it('asks no more for tiles that it has, and shows no more what is no longer served', async () => {
    const folder = await exported(parts)
    const exporting = exportingOf(parts, folder)
    const asked: string[] = []
    const ask = async (path: string) => {
      asked.push(path)
      return path.endsWith('.pdf') ? new Response(null, { status: 410 }) : exporting.ask(path)
    }
    await exportSite({ ...exporting, ask })
    expect(asked.filter((path) => path.startsWith('/log/tile/'))).toEqual([])
    expect([...readFiles(folder).keys()].filter((path) => path.endsWith('.pdf'))).toEqual([])
  })
})

it('a register that never published anything is not copied', async () => {
  const register = await openRegister()
  await expect(exported(register.parts)).rejects.toMatchObject({ kind: 'not-published-yet' })
})
