import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { parseInstant } from '../../src/core/day.ts'
import { backupsInFolder, isSound } from '../../src/storage/backup-folder.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { checkRegister } from '../support/check-register.ts'
import { copyOf, startHere } from '../support/copied-folder.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { byTwos, runMortal, someDeaths, type Death } from '../support/mortal.ts'
import { openRegister, testKeys } from '../support/register.ts'

const programs = join(import.meta.dirname, '../../.out/cli')
const earlier = '20260304T091500Z.db'

/** Runs a command on a folder until it ends. */
function run(command: string, folder: string, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: folder }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(programs, command), ...args], { env })
  return { status, said: stdout.toString() + stderr.toString() }
}

/** A folder that nobody has open: a copy of an hour ago, and a log that was published and is longer. */
async function prepare() {
  const register = await openRegister()
  const { parts, folder } = register
  writeFileSync(join(folder, 'keys.json'), await testKeys())
  await register.start()
  await register.publish()
  const copied = await logSize(parts.db)
  const backups = join(folder, 'backups')
  const copy = await backupsInFolder(backups, join(folder, 'register.db')).make(parseInstant('2026-03-04T09:15:00Z'))
  await registerBodies(parts, inventBodies(30))
  await register.publish()
  return { folder, copy, copied, size: await logSize(parts.db), at: register.clock.now, marks: markOf(folder) }
}

const markOf = (folder: string) => readFileSync(join(folder, 'mark'), 'utf8')
const copiesIn = (folder: string) => readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.db'))

/** Looks into a copy: whoever has a database open in this process may have it open for as long as that runs. */
async function opened(path: string) {
  const copy = join(mkdtempSync(join(tmpdir(), 'looked-')), 'register.db')
  for (const ending of ['', '-wal'])
    if (existsSync(`${path}${ending}`)) copyFileSync(`${path}${ending}`, `${copy}${ending}`)
  return openDatabase({ url: `file:${copy}` })
}

const sizeOf = async (path: string) => logSize(await opened(path))

it('a register that runs keeps copies by itself, and a command makes one beside it', async () => {
  const host = await startEmbeddedHost({})
  await vi.waitFor(() => expect(copiesIn(host.folder)).toHaveLength(1), { timeout: 10_000 })
  const { status, said } = run('backup.js', host.folder)
  expect([status, said]).toEqual([0, expect.stringContaining(join(host.folder, 'backups'))])
  for (const name of copiesIn(host.folder)) expect(await isSound(join(host.folder, 'backups', name))).toBe(true)

  const refused = run('restore.js', host.folder, join(host.folder, 'backups', copiesIn(host.folder)[0] ?? ''))
  expect([refused.status, refused.said]).toEqual([1, expect.stringContaining('Stop it first')])
  const health: { jobs: unknown } = await (await fetch(`${host.url}/health`)).json()
  expect(health.jobs).toContainEqual({ job: 'back-up', state: 'fine', doneAt: expect.any(String) })
  expect(await host.stop()).toBe(0)
  rmSync(host.folder, { recursive: true })
})

it('a copy that is killed on its way is none, and the next one takes what is left of it away', async () => {
  const { folder: whole } = await prepare()
  const dieAndLook = async (death?: Death) => {
    const folder = copyOf(whole)
    const ended = await runMortal(['cli/backup.js'], { variables: { DATA_DIR: folder }, ...(death && { death }) })
    const made = copiesIn(folder)
    expect(made.length).toBe(ended.said.includes('Copied') || made.length === 2 ? 2 : 1)
    for (const name of made) expect(await isSound(join(folder, 'backups', name)), name).toBe(true)
    const { parts, stop } = await startHere(folder, Date.now())
    await checkRegister(parts)
    const backups = backupsInFolder(join(folder, 'backups'), join(folder, 'register.db'))
    await backups.retain(new Set(await backups.list()))
    expect(readdirSync(join(folder, 'backups')).toSorted()).toEqual(made.toSorted())
    stop()
    rmSync(folder, { recursive: true })
    return ended
  }
  const alive = await dieAndLook()
  expect([alive.code, alive.said]).toEqual([0, expect.stringContaining('Copied the database')])
  await byTwos(
    someDeaths(alive, () => true, 10),
    async (death) => void (await dieAndLook(death)),
  )
})

describe('an older copy is put back', () => {
  it('and the mark is left alone, what was there before is a copy too, and it says what is missing', async () => {
    const { folder: whole, copied, size, marks } = await prepare()
    const folder = copyOf(whole)
    const { status, said } = run('restore.js', folder, join(folder, 'backups', earlier))
    expect([status, said]).toEqual([0, expect.stringContaining(`${size - copied} entries are missing`)])
    expect(said).toContain('npm run import')
    expect([await sizeOf(join(folder, 'register.db')), markOf(folder)]).toEqual([copied, marks])
    const [before = ''] = copiesIn(folder).filter((name) => name !== earlier)
    expect(await sizeOf(join(folder, 'backups', before))).toBe(size)

    // The same command takes it back.
    const back = run('restore.js', folder, join(folder, 'backups', before))
    expect([back.status, back.said]).toEqual([0, expect.stringContaining('Nothing that was published is missing')])
    expect(await sizeOf(join(folder, 'register.db'))).toBe(size)
    rmSync(folder, { recursive: true })
  })

  it('nobody is signed in by it, no code or one-time link works again, and no mail leaves a second time', async () => {
    const { folder: whole } = await prepare()
    const folder = copyOf(whole)
    expect(run('restore.js', folder, join(folder, 'backups', earlier)).status).toBe(0)
    const db = await opened(join(folder, 'register.db'))
    const { rows } = await db.$client.execute(
      `SELECT (SELECT count(*) FROM sessions WHERE ended_at IS NULL) AS sessions,
        (SELECT count(*) FROM codes WHERE spent_at IS NULL) AS codes,
        (SELECT count(*) FROM links WHERE purpose = 'desk' AND spent_at IS NULL) AS links,
        (SELECT count(*) FROM mails WHERE due_at IS NOT NULL AND sent_at IS NULL) AS queued,
        (SELECT count(*) FROM mails) > 0 AS mails, (SELECT count(*) FROM links) > 1 AS more`,
    )
    expect(rows[0]).toMatchObject({ sessions: 0, codes: 0, links: 0, queued: 0, mails: 1, more: 1 })
    rmSync(folder, { recursive: true })
  })

  it('or it is not, however it is killed, and the same command then does it', async () => {
    const { folder: whole, copied, size, at, marks } = await prepare()
    const ends = new Set<number>()
    const dieAndLook = async (death?: Death) => {
      const folder = copyOf(whole)
      const variables = { DATA_DIR: folder }
      const ended = await runMortal(['cli/restore.js', join(folder, 'backups', earlier)], {
        variables,
        ...(death && { death }),
      })
      const found = await startHere(copyOf(folder), at)
      const now = await logSize(found.parts.db)
      expect([copied, size]).toContain(now)
      ends.add(now)
      await checkRegister(found.parts)
      found.stop()
      expect(run('restore.js', folder, join(folder, 'backups', earlier)).status).toBe(0)
      expect([await sizeOf(join(folder, 'register.db')), markOf(folder)]).toEqual([copied, marks])
      expect(existsSync(join(folder, 'register.db.restoring'))).toBe(false)
      rmSync(folder, { recursive: true })
      return ended
    }
    const alive = await dieAndLook()
    expect([alive.code, alive.said]).toEqual([0, expect.stringContaining('The database is the copy now')])
    await byTwos(
      someDeaths(alive, (step) => step % 3 === 0 || step > alive.steps - 8, 6),
      async (death) => void (await dieAndLook(death)),
    )
    expect(ends).toEqual(new Set([copied, size]))
  })
})

describe('nothing is put back', () => {
  it.each([
    ['that is not whole', 'is not a whole database', (path: string) => damage(path)],
    ['that is no database', 'is not a whole database', (path: string) => writeFileSync(path, 'holiday.jpg')],
    ['that is not there', 'no such file', (path: string) => rmSync(path)],
  ])('%s', async (_what, words, spoil) => {
    const { folder: whole, size } = await prepare()
    const folder = copyOf(whole)
    spoil(join(folder, 'backups', earlier))
    const { status, said } = run('restore.js', folder, join(folder, 'backups', earlier))
    expect([status, said]).toEqual([1, expect.stringContaining(words)])
    expect(await sizeOf(join(folder, 'register.db'))).toBe(size)
    rmSync(folder, { recursive: true })
  })

  it('that is of another register', async () => {
    const { folder: whole, size } = await prepare()
    const [folder, other] = [copyOf(whole), await startEmbeddedHost({})]
    await other.stop()
    const { status, said } = run('restore.js', folder, join(other.folder, 'register.db'))
    expect([status, said]).toEqual([1, expect.stringContaining('another register')])
    expect(await sizeOf(join(folder, 'register.db'))).toBe(size)
    for (const gone of [folder, other.folder]) rmSync(gone, { recursive: true })
  })
})

it('a database that is damaged, or gone, is replaced by a copy, and kept where there is one', async () => {
  const { folder: whole, copied } = await prepare()
  for (const spoil of [damage, (path: string) => rmSync(path)]) {
    const folder = copyOf(whole)
    const path = join(folder, 'register.db')
    for (const name of ['-wal', '-shm']) rmSync(`${path}${name}`, { force: true })
    spoil(path)
    const kept = existsSync(path)
    const { status, said } = run('restore.js', folder, join(folder, 'backups', earlier))
    expect([status, said.includes('register.db.damaged'), existsSync(`${path}.damaged`)]).toEqual([0, kept, kept])
    expect(await sizeOf(path)).toBe(copied)
    rmSync(folder, { recursive: true })
  }
})

/** Writes over a page in the middle of a file. */
function damage(path: string): void {
  const bytes = readFileSync(path)
  bytes.fill(0xff, Math.floor(bytes.length / 8192) * 4096, Math.floor(bytes.length / 8192) * 4096 + 4096)
  writeFileSync(path, bytes)
}
