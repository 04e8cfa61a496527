import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkpoint } from '../../src/actions/checkpoint.ts'
import { issueCertificate } from '../../src/actions/issue-certificate.ts'
import { publish } from '../../src/actions/publish.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { findLatestCheckpoint } from '../../src/storage/read/log.ts'
import { findCertificate } from '../../src/storage/read/publications.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { faults, openRegister, type Register } from '../support/register.ts'

describe('instances that publish at once', () => {
  it('sign the same checkpoint, byte for byte, and the first one ever too', async () => {
    const register = await openRegister()
    const instances = await register.instances(4)
    const notes = await Promise.all(instances.map(async (parts) => checkpoint(parts)))
    expect(new Set(notes.map((one) => one?.note)).size).toBe(1)
    expect(register.events).toEqual([])
    await register.publish()
    await register.check()
  })

  it('go on together while the log grows under them, and none takes it for a log gone back in time', async () => {
    const register = await openRegister()
    const instances = await register.instances(3)
    for (const name of ['One', 'Two', 'Three']) {
      register.clock.now += 1000
      const id = await register.signUp({ body: { name }, signatories: [{ address: `${name}@vale.example` }] })
      await Promise.all([register.accept(id), ...instances.map(async (parts) => publish(parts))])
      await Promise.all(instances.map(async (parts) => publish(parts)))
    }
    await register.settle()
    expect(register.events.filter(({ kind }) => kind !== 'published')).toEqual([])
    await register.check()
  })

  it('take no fright when another one accepts and publishes while they look', async () => {
    const register = await openRegister()
    await register.publish()
    await register.signUp()
    const [slow] = await register.instances(1)
    const { read } = slow!.mark
    let isFirst = true
    const mark = {
      ...slow!.mark,
      read: async () => {
        if (isFirst) {
          isFirst = false
          await register.accept()
          await register.settle()
        }
        return read()
      },
    }
    await expect(checkpoint({ ...slow!, mark })).resolves.toHaveProperty('size')
    await register.check()
  })

  it('issue one certificate, and serve the bytes that its entry names', async () => {
    const register = await openRegister()
    await register.signUp()
    const instances = await register.instances(3)
    register.breakNextWrite('failed and was not kept', 3)
    await register.accept()
    await register.settle()
    const [signing] = await listSignings(register.parts.db)
    expect(signing?.issues).toEqual([])
    await Promise.all(instances.map(async (parts) => issueCertificate(parts, signing!.id)))
    const [issued] = await listSignings(register.parts.db)
    const served = await findCertificate(register.parts.db, signing!.id)
    expect(issued?.issues.map(({ pdf }) => pdf)).toEqual([served?.sha256])
    await register.publish()
    await register.check()
  })
})

describe('a register that has nothing new', () => {
  it('publishes nothing', async () => {
    const register = await openRegister()
    await register.publish()
    const before = await findLatestCheckpoint(register.parts.db)
    await register.publish()
    expect(await findLatestCheckpoint(register.parts.db)).toEqual(before)
    // The list is of the checkpoint before the one that covers its own entry.
    expect(register.events).toEqual([{ kind: 'published', size: (before?.size ?? 0) - 1 }])
  })

  it('publishes the list of a new day', async () => {
    const register = await openRegister()
    await register.publish()
    register.clock.now += 86_400_000
    await register.publish()
    expect(register.events).toHaveLength(2)
    await register.check()
  })
})

describe('a database that went back in time', () => {
  it('is not published', async () => {
    const { register, older } = await restored()
    await expect(publish(older)).rejects.toMatchObject({ kind: 'log-stopped' })
    expect(register.events.at(-1)).toMatchObject({ kind: 'log-stopped' })
  })

  it('is not published when it has grown as long as the log was', async () => {
    const { register, older } = await restored()
    const before = (await findLatestCheckpoint(older.db))?.size
    for (let n = 0; (await logSize(older.db)) < (await logSize(register.parts.db)); n += 1) {
      await older.db.$client.execute(
        `INSERT INTO entries SELECT max(position) + 1, 'other:${n}', 'other:${n}', (SELECT leaf FROM entries WHERE position = 0), (SELECT leaf_hash FROM entries WHERE position = 0) FROM entries`,
      )
    }
    await expect(publish(older)).rejects.toMatchObject({ kind: 'log-stopped' })
    expect((await findLatestCheckpoint(older.db))?.size).toBe(before)
  })

  it('is published when it is the newest again', async () => {
    const { register } = await restored()
    await register.publish()
    expect((await findLatestCheckpoint(register.parts.db))?.size).toBe(await logSize(register.parts.db))
    await register.check()
  })
})

describe('the mark', () => {
  it('that is missing stops a log that has checkpoints', async () => {
    const register = await openRegister()
    await register.publish()
    rmSync(join(register.folder, 'mark'))
    await expect(register.publish()).rejects.toMatchObject({ kind: 'log-stopped' })
  })

  it('that is missing begins with a log that has none', async () => {
    const register = await openRegister()
    await register.publish()
    const [first, second] = readFileSync(join(register.folder, 'mark'), 'utf8').split('\n')
    expect(first).toBe('0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(second).toMatch(/^5 [0-9a-f]{64}$/)
  })

  it('that is ahead of the database stops it', async () => {
    const register = await openRegister()
    await register.publish()
    writeFileSync(join(register.folder, 'mark'), `99 ${'0'.repeat(64)}\n`)
    await expect(register.publish()).rejects.toMatchObject({ kind: 'log-stopped' })
  })

  it('that knows another root stops it', async () => {
    const register = await openRegister()
    await register.publish()
    writeFileSync(join(register.folder, 'mark'), `5 ${'0'.repeat(64)}\n`)
    await expect(register.publish()).rejects.toMatchObject({ kind: 'log-stopped' })
  })

  it.each(faults)('is advanced by the next run where advancing it %s', async (fault) => {
    const register = await openRegister()
    register.breakNextMark(fault, 1)
    await expect(register.publish()).rejects.toThrow('went dead')
    expect((await findLatestCheckpoint(register.parts.db))?.size).toBe(5)
    await register.publish()
    const sizes = readFileSync(join(register.folder, 'mark'), 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[0])
    expect(sizes).toContain('5')
    await register.check()
  })
})

/** A register, and an instance of it on a copy of its database from before the last signing. */
async function restored(): Promise<{ register: Register; older: Awaited<ReturnType<Register['instance']>> }> {
  const register = await openRegister()
  await register.publish()
  await register.parts.db.$client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  copyFileSync(join(register.folder, 'register.db'), join(register.folder, 'older.db'))
  await register.signUp()
  await register.accept()
  await register.settle()
  return { register, older: await register.instance('older', 'older.db') }
}
