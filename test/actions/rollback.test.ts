import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assureMark } from '../../src/actions/guard.ts'
import { publish } from '../../src/actions/publish.ts'
import { registerBody } from '../../src/actions/register-body.ts'
import { stamp, type Parts } from '../../src/actions/parts.ts'
import { findLatestCheckpoint } from '../../src/storage/read/log.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { listHalts } from '../../src/storage/read/halts.ts'
import { appOf } from '../support/app.ts'
import { openRegister } from '../support/register.ts'

/** Puts a body on the register, as one press of a button. */
const enter = async (parts: Parts, name: string) =>
  registerBody(parts, { name, sector: 'vcs', kind: 'community-group', identifiers: [] }, stamp(parts).id())

/** A register that published after each of some entries, with a copy of its database from before each. */
async function published(entries: number) {
  const register = await openRegister()
  for (let n = 0; n < entries; n += 1) {
    await register.publish()
    await register.parts.db.$client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    copyFileSync(join(register.folder, 'register.db'), join(register.folder, `before-${n}.db`))
    await enter(register.parts, `Vale Group ${n}`)
    await register.settle()
  }
  await register.publish()
  return register
}

describe('a database that went back by some entries', () => {
  it.each([1, 2, 3])('%i of them, with the mark, neither publishes nor appends, on any instance', async (back) => {
    const register = await published(3)
    const file = `before-${3 - back}.db`
    const older = await register.instance('older', file)
    const other = await register.instance('other', file)
    const before = await logSize(older.db)
    await expect(assureMark(older)).rejects.toMatchObject({ kind: 'log-stopped' })
    for (const parts of [older, other]) {
      await expect(publish(parts)).rejects.toMatchObject({ kind: 'log-stopped' })
      await expect(enter(parts, 'Another')).rejects.toMatchObject({ kind: 'log-stopped' })
    }
    expect(await logSize(older.db)).toBe(before)
    expect((await findLatestCheckpoint(older.db))?.size).toBe(before)
    const size = await logSize(register.parts.db)
    expect(await listHalts(other.db)).toMatchObject([{ reason: 'behind-mark', size }])
    expect(register.events.filter(({ kind }) => kind === 'log-stopped')).toEqual([
      { kind: 'log-stopped', halt: { reason: 'behind-mark', size } },
    ])
  })

  it('neither does so where the mark is lost, and does not begin another', async () => {
    const register = await published(2)
    rmSync(join(register.folder, 'mark'))
    const older = await register.instance('older', 'before-1.db')
    await expect(publish(older)).rejects.toMatchObject({ kind: 'log-stopped' })
    await expect(publish(older)).rejects.toMatchObject({ kind: 'log-stopped' })
    expect(await listHalts(older.db)).toMatchObject([{ reason: 'mark-missing' }])
    await expect(enter(older, 'Another')).rejects.toMatchObject({ kind: 'log-stopped' })
  })

  it('stays stopped where it grew beside the mark before anybody looked', async () => {
    const register = await published(2)
    const older = await register.instance('older', 'before-1.db')
    await enter(older, 'Another')
    await expect(publish(older)).rejects.toMatchObject({ kind: 'log-stopped' })
    const published0 = readFileSync(join(register.folder, 'mark'), 'utf8')
    await expect(publish(older)).rejects.toMatchObject({ kind: 'log-stopped' })
    expect(readFileSync(join(register.folder, 'mark'), 'utf8')).toBe(published0)
  })
})

describe('a register that has stopped', () => {
  const stopped = async () => {
    const register = await published(1)
    const older: Parts = await register.instance('older', 'before-0.db')
    await publish(older).catch(() => undefined)
    return { older, app: appOf(older), size: await logSize(register.parts.db) }
  }

  it('says on its health page why and what to do, and is not well', async () => {
    const { app, size } = await stopped()
    const answer = await app.request('/health')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({
      log: { size: size - 1, published: size - 1 },
      stopped: [
        {
          reason: 'behind-mark',
          since: expect.stringMatching(/^2026-03-04T/),
          why: `The database is older than what was published. The log has had ${size} entries.`,
          remedy: expect.stringContaining('npm run import'),
        },
      ],
    })
  })

  it('goes on showing its public pages', async () => {
    const { app } = await stopped()
    for (const path of ['/', '/signatories', '/signatories.json', '/log/checkpoint'])
      expect((await app.request(path)).status, path).toBe(200)
  })

  it('says so on every page of the desk, and on no other', async () => {
    const { app } = await stopped()
    expect(await (await app.request('/desk/session')).text()).toContain('The register has stopped')
    expect(await (await app.request('/')).text()).not.toContain('The register has stopped')
  })
})

it('whoever writes is let in only after the look at the mark, and reading waits for nobody', async () => {
  const register = await openRegister()
  const asked: string[] = []
  const app = appOf(register.parts, { assured: async () => asked.push('assured') })
  await app.request('/')
  expect(asked).toEqual([])
  await app.request('/sign/start', { method: 'POST', headers: { origin: register.parts.address } })
  expect(asked).toEqual(['assured'])
})
