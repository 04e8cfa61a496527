import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { prepareVersion } from '../../src/storage/prepared-version.ts'
import { findVersion } from '../../src/storage/read/version.ts'
import { rebuildViews } from '../../src/storage/write/rebuild.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'

it('the version of a file changes with every commit that pages are made of, whoever writes, and with nothing else', async () => {
  const { parts, folder, instance, publish } = await openRegister()
  const version = prepareVersion(`file:${join(folder, 'register.db')}`)
  onTestFinished(version.close)
  const another = await instance('another')
  const seen = [version.find()]
  const acts = [
    async () => registerBodies(parts, inventBodies(1)),
    async () => registerBodies(another, inventBodies(1, 2)),
    publish,
    async () => rebuildViews(another.db),
    async () => rebuildViews(parts.db),
  ]
  for (const act of acts) {
    await act()
    seen.push(version.find())
    expect(version.find()).toBe(await findVersion(parts.db))
  }
  expect(new Set(seen).size).toBe(acts.length + 1)
  await parts.db.$client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  expect(version.find()).toBe(seen.at(-1))
})
