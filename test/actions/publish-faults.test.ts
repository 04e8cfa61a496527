import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { listHalts } from '../../src/storage/read/halts.ts'
import { findPublished } from '../../src/storage/read/log.ts'
import { findPublication } from '../../src/storage/read/publications.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { appOf } from '../support/app.ts'
import { faults, openRegister, type Register } from '../support/register.ts'

vi.setConfig({ testTimeout: 30_000 })

/** The steps of publishing a signing, as they come: each is a write of the database, or a line of the mark. */
const steps = [
  'the first checkpoint',
  'showing it',
  'the certificate',
  'the checkpoint over it',
  'showing that one',
  'the list and its entry',
  'the checkpoint over the list',
  'showing that one too',
] as const

/** What the world was shown, by size, so that no size is ever seen with two notes. */
function watch({ parts }: Register) {
  const seen = new Map<number, string>()
  const app = appOf(parts)
  return async () => {
    const answer = await app.request('/log/checkpoint')
    if (answer.status !== 200) return
    const note = await answer.text()
    const size = Number(note.split('\n')[1])
    expect(seen.get(size) ?? note).toBe(note)
    expect(size).toBeGreaterThanOrEqual(Math.max(0, ...seen.keys()))
    seen.set(size, note)
  }
}

const sizesOf = (folder: string) =>
  readFileSync(join(folder, 'mark'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Number(line.split(' ')[0]))

/** A signing that was accepted and of which nothing is published, because its first try went dead. */
async function accepted(): Promise<Register> {
  const register = await openRegister()
  await register.signUp()
  register.breakNextMark('failed and was not kept')
  await register.accept()
  await register.settle()
  return register
}

async function expectWhole(register: Register, look: () => Promise<void>): Promise<void> {
  await register.publish()
  await look()
  await register.publish()
  await look()
  const size = await logSize(register.parts.db)
  expect((await findPublished(register.parts.db))?.size).toBe(size)
  expect(Math.max(...sizesOf(register.folder))).toBe(size)
  expect(await findPublication(register.parts.db, 'signatories.ndjson')).toBeDefined()
  expect(await listHalts(register.parts.db)).toEqual([])
  await register.check()
}

describe.each(faults)('publishing whose write %s', (fault) => {
  it.each(steps.map((step, n) => [step, n] as const))('at %s is done by the next run', async (_step, n) => {
    const register = await accepted()
    const look = watch(register)
    register.breakNextWrite(fault, n)
    await expect(register.publish()).rejects.toThrow('went dead')
    expect(register.isWhole()).toBe(true)
    await look()
    await expectWhole(register, look)
  })
})

describe.each(faults)('publishing whose mark %s', (fault) => {
  it.each([
    ['at the beginning of the mark', 0],
    ['over the first checkpoint', 1],
    ['over the certificate', 2],
    ['over the list', 3],
  ])('%s is done by the next run', async (_step, n) => {
    const register = await accepted()
    const look = watch(register)
    register.breakNextMark(fault, n)
    await expect(register.publish()).rejects.toThrow('went dead')
    expect(register.isWhole()).toBe(true)
    await look()
    // What the mark does not know is not shown.
    const shown = (await findPublished(register.parts.db))?.size ?? 0
    expect(
      Math.max(0, ...(fault === 'failed but was kept' || n > 0 ? sizesOf(register.folder) : [])),
    ).toBeGreaterThanOrEqual(shown)
    await expectWhole(register, look)
  })
})
