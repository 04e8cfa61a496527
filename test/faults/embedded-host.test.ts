import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { readCheckpoint, readLog } from '../conformance/read-log.ts'
import { acceptByApi, issuedByApi, Program, signByApi, untilPublished } from '../support/api-client.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { makeCast } from '../support/walk-pages.ts'

const programs = join(import.meta.dirname, '../../.out')
const templates = join(import.meta.dirname, '../../templates')
const emptyFolder = () => mkdtempSync(join(tmpdir(), 'embedded-'))

/** Runs a program until it ends by itself, as somebody would from a shell. */
function run(program: string, variables: Record<string, string>, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'] ?? '', PORT: '0', ...variables }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(programs, program), ...args], {
    env,
    timeout: 30_000,
  })
  return { status, stdout: stdout.toString(), stderr: stderr.toString() }
}

describe('a register that runs', () => {
  it('shows at once what another process writes', async () => {
    const host = await startEmbeddedHost({})
    const db = await openDatabase({ url: `file:${join(host.folder, 'register.db')}` })
    const told = async () => /"total":(\d+)/.exec(await (await fetch(`${host.url}/api/v1/bodies`)).text())?.[1]
    for (const [known, body] of inventBodies(5).entries()) {
      expect(await told()).toBe(String(known))
      await registerBodies({ db, clock: Date.now }, [body])
      expect(await told()).toBe(String(known + 1))
    }
    db.$client.close()
    expect(await host.stop()).toBe(0)
  })
})

describe('an empty folder on this machine', () => {
  it('becomes a demonstration whose secrets only its owner may read, and shows the link to no log', async () => {
    const host = await startEmbeddedHost({})
    for (const file of ['keys.json', 'coordinator-link.txt', 'mark']) {
      expect(statSync(join(host.folder, file)).mode.toString(8), file).toBe('100600')
    }
    const link = readFileSync(join(host.folder, 'coordinator-link.txt'), 'utf8').trim()
    expect(link.startsWith(`${host.url}/desk/links/`)).toBe(true)
    expect(host.log.join('\n')).not.toContain(link)
    expect(existsSync(join(host.folder, 'seal-root-key.txt'))).toBe(false)

    const opened = await fetch(link, { method: 'POST', redirect: 'manual', headers: { origin: host.url } })
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/desk'])
    expect((await fetch(link, { method: 'POST', headers: { origin: host.url } })).status).toBe(410)
    expect(await host.stop()).toBe(0)
  })

  it('shows the link where a person sits at the terminal', () => {
    const folder = emptyFolder()
    // util-linux gives the program a terminal; it is stopped when it listens.
    const command = `PORT=18787 DATA_DIR=${folder} timeout -s TERM 5 ${process.execPath} ${join(programs, 'node.js')}`
    const screen = execFileSync('script', ['-qec', `${command} || true`, '/dev/null']).toString()
    expect(screen).toContain(readFileSync(join(folder, 'coordinator-link.txt'), 'utf8').trim())
  })

  it('keeps everything when it is started again, also copied elsewhere under another address', async () => {
    const first = await startEmbeddedHost({})
    const program = await Program.of(first.url)
    const { reference } = await acceptByApi(program, await signByApi(program, makeCast()))
    await issuedByApi(program, reference)
    // The certificate is an entry too, which the next checkpoint covers.
    await untilPublished(first.url)
    const before = await readLog(first.url)
    const pdf = await (await fetch(`${first.url}/certificates/${reference}.pdf`)).arrayBuffer()
    expect(await first.stop()).toBe(0)

    const copy = emptyFolder()
    cpSync(first.folder, copy, { recursive: true })
    const second = await startEmbeddedHost({ folder: copy })
    const after = await readLog(second.url)
    // The clock may have published a list meanwhile: what was there is there, in its place.
    expect(after.checkpoint.origin).toBe(before.checkpoint.origin)
    expect(after.leaves.slice(0, before.leaves.length)).toEqual(before.leaves)
    expect(await (await fetch(`${second.url}/certificates/${reference}.pdf`)).arrayBuffer()).toEqual(pdf)
    expect(await second.stop()).toBe(0)
  })
})

describe('a start is refused', () => {
  it.each([
    ['with a port that is none', { PORT: 'eight' }, 'PORT is malformed'],
    ['with an address that ends in a slash', { ORIGIN: 'https://register.example.org/' }, 'ORIGIN is malformed'],
    ['with a colour that is none', { ACCENT: 'blue' }, 'ACCENT is malformed'],
    ['with nobody to write to', { ORIGIN: 'https://register.example.org' }, 'CONTACT is missing'],
    [
      'where the mailbox would be on the internet',
      { ORIGIN: 'https://register.example.org', CONTACT: 'register@example.org' },
      'MAIL_CARRIER is "mailbox"',
    ],
  ])('%s', (_when, variables, words) => {
    const { status, stderr } = run('node.js', { DATA_DIR: emptyFolder(), ...variables })
    expect([status, stderr]).toEqual([1, expect.stringContaining(words)])
  })

  it('without the keys of the register that lies there', async () => {
    const host = await startEmbeddedHost({})
    await host.stop()
    rmSync(join(host.folder, 'keys.json'))
    const { status, stderr } = run('node.js', { DATA_DIR: host.folder })
    expect([status, stderr]).toEqual([1, expect.stringContaining('keys.json is missing')])
  })
})

it('a database that went back in time is read and not published', async () => {
  const host = await startEmbeddedHost({})
  await host.stop()
  const older = emptyFolder()
  cpSync(host.folder, older, { recursive: true })
  const later = await startEmbeddedHost({ folder: host.folder })
  const program = await Program.of(later.url)
  await issuedByApi(program, (await acceptByApi(program, await signByApi(program, makeCast()))).reference)
  await later.stop()
  cpSync(join(host.folder, 'mark'), join(older, 'mark'))

  const back = await startEmbeddedHost({ folder: older })
  expect(back.log.join('\n')).toContain('The database is older than what was published')
  const { size } = await readCheckpoint(back.url)
  const again = await Program.of(back.url)
  await acceptByApi(again, await signByApi(again, makeCast())).catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect((await readCheckpoint(back.url)).size).toBe(size)
  await back.stop()
})

describe('open', () => {
  const settings = { ORIGIN: 'https://register.example.org', CONTACT: 'register@example.org' }

  it('opens a real register from a plan, with the root key apart, and once', () => {
    const folder = emptyFolder()
    const plan = join(folder, 'opening.json')
    const example = readFileSync(join(templates, 'opening.example.json'), 'utf8')
    writeFileSync(plan, example.replace('editions/example-vale-accord-2026.en.md', 'text.md'))
    const text = readFileSync(join(templates, 'editions/example-vale-accord-2026.en.md'), 'utf8')
    writeFileSync(join(folder, 'text.md'), text)
    const variables = { ...settings, DATA_DIR: join(folder, 'data') }
    const illustrative = run('cli/open.js', variables, plan)
    expect([illustrative.status, illustrative.stderr]).toEqual([1, expect.stringContaining('in a demonstration only')])
    expect(existsSync(join(folder, 'data/keys.json'))).toBe(false)

    writeFileSync(join(folder, 'text.md'), text.replace('illustrative: true', 'illustrative: false'))
    const opened = run('cli/open.js', variables, plan)
    expect([opened.status, opened.stderr]).toEqual([0, ''])
    expect(statSync(join(folder, 'data/seal-root-key.txt')).mode.toString(8)).toBe('100600')
    const again = run('cli/open.js', variables, plan)
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('open already')])
  })

  it.each([
    ['without a plan', [], 'Say what to open'],
    ['with a plan that is not there', ['nowhere.json'], 'There is no file nowhere.json'],
  ])('is refused %s', (_when, args, words) => {
    const { status, stderr } = run('cli/open.js', { ...settings, DATA_DIR: emptyFolder() }, ...args)
    expect([status, stderr]).toEqual([1, expect.stringContaining(words)])
  })
})

it('rebuild makes the views of a folder anew and says of how many entries', async () => {
  const host = await startEmbeddedHost({})
  await host.stop()
  const { status, stdout } = run('cli/rebuild.js', { DATA_DIR: host.folder })
  expect([status, stdout]).toEqual([0, expect.stringMatching(/from [56] entries/)])
})
