import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backUp } from '../../src/actions/back-up.ts'
import { eraseOld } from '../../src/actions/erase-old.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { parseInstant } from '../../src/core/day.ts'
import { demonstration } from '../../src/demonstration.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { backupsInFolder, isSound } from '../../src/storage/backup-folder.ts'
import { dumpTables } from '../support/dump.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'
import { filesOfFolder, findTraces } from '../support/traces.ts'

const hour = 3_600_000
const day = 24 * hour

/** A register on a machine that keeps copies of its own. */
async function openKept(variables: Record<string, string> = {}) {
  const register = await openRegister(demonstration, undefined, variables)
  const place = join(register.folder, "the mayor's copies")
  const backups = backupsInFolder(place, join(register.folder, 'register.db'))
  const parts = { ...register.parts, backups } satisfies Parts
  return { ...register, parts, place, copies: () => readdirSync(place).toSorted() }
}

describe('a copy of the database', () => {
  it('has every row of every table in one file that only its owner may read', async () => {
    const { parts, place, copies } = await openKept()
    await registerBodies(parts, inventBodies(20))
    await backUp(parts)
    expect(copies()).toEqual(['20260304T101500Z.db'])
    expect([statSync(place), statSync(join(place, '20260304T101500Z.db'))].map(({ mode }) => mode & 0o777)).toEqual([
      0o700, 0o600,
    ])
    const copy = await openDatabase({ url: `file:${join(place, '20260304T101500Z.db')}` })
    expect(await dumpTables(copy)).toEqual(await dumpTables(parts.db))
    copy.$client.close()
  })

  it('is of one moment, while others write', async () => {
    const register = await openKept()
    const { parts, place } = register
    const writer = await register.instance('writer')
    const writing = registerBodies(writer, inventBodies(200))
    for (let n = 0; n < 4; n += 1) {
      register.clock.now += 1000
      await backUp(parts)
    }
    await writing
    for (const name of readdirSync(place)) {
      const copy = await openDatabase({ url: `file:${join(place, name)}` })
      const { rows } = await copy.$client.execute(
        `SELECT (SELECT count(*) FROM entries) - (SELECT max(position) + 1 FROM entries) AS gaps,
          (SELECT count(*) FROM bodies) - (SELECT count(*) FROM entries WHERE CAST(leaf AS TEXT) LIKE '%body.registered%') AS apart`,
      )
      expect(rows[0]).toMatchObject({ gaps: 0, apart: 0 })
      copy.$client.close()
    }
  })

  it('replaces nothing but an unfinished one, and what is not a copy is left alone', async () => {
    const { parts, place, copies } = await openKept()
    mkdirSync(place)
    for (const name of ['20260304T091500Z.db.new', '20260304T101500Z.db.new', 'notes.txt']) {
      writeFileSync(join(place, name), 'half of one')
    }
    await backUp(parts)
    expect(copies()).toEqual(['20260304T101500Z.db', 'notes.txt'])
    expect(await isSound(join(place, '20260304T101500Z.db'))).toBe(true)
  })

  it('is not made of a database that is not whole, and the clock learns of it', async () => {
    const { folder, place, copies } = await openKept()
    const damaged = join(folder, 'damaged.db')
    writeFileSync(damaged, 'this was a database once')
    await expect(backupsInFolder(place, damaged).make(parseInstant('2026-03-04T10:15:00Z'))).rejects.toThrow(
      'not a database',
    )
    expect(copies()).toEqual(['20260304T101500Z.db.new'])
  })
})

it('what was erased is in no copy once BACKUP_DAYS are over, and what is too old goes even where none can be made', async () => {
  const register = await openKept({ BACKUP_DAYS: '7' })
  const { parts, place } = register
  await register.start()
  await backUp(parts)
  register.clock.now += 90 * day - hour
  await backUp(parts)
  const traces = () => findTraces(['mina@vale.example'], filesOfFolder(place))
  register.clock.now += 2 * hour
  await eraseOld(parts)
  await backUp(parts)
  expect(traces()).toEqual(['20260602T091500Z.db: mina@vale.example'])
  register.clock.now += 7 * day - 2 * hour
  const full = { ...parts.backups, make: async () => Promise.reject(new Error('the disk is full')) }
  await expect(backUp({ ...parts, backups: full })).rejects.toThrow('the disk is full')
  expect(traces()).toEqual([])
})

it('where none may be kept, none is made, and those of before are gone', async () => {
  const { parts, copies } = await openKept()
  await backUp(parts)
  await backUp({ ...parts, limits: { ...parts.limits, backupDays: 0 } })
  expect(copies()).toEqual([])
})

it('a host that keeps none of its own has nothing to do', async () => {
  const { parts, folder } = await openRegister()
  await backUp(parts)
  expect(readdirSync(folder).filter((name) => name.includes('backup'))).toEqual([])
})
