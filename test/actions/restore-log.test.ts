import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { erasePerson } from '../../src/actions/erase-person.ts'
import { tellPerson } from '../../src/actions/tell-person.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { filesOfFolder, findTraces } from '../support/traces.ts'
import compact from '../../templates/editions/shropshire-compact-2014.en.md'
import { approveProposal, performAct } from '../../src/actions/perform-act.ts'
import { publish } from '../../src/actions/publish.ts'
import { registerBody } from '../../src/actions/register-body.ts'
import { now, stamp, type Parts } from '../../src/actions/parts.ts'
import { restoreLog } from '../../src/actions/restore-log.ts'
import { fastSha256 } from '../../src/cli/fast-sha256.ts'
import { sourceIn } from '../../src/cli/source.ts'
import { demonstration } from '../../src/demonstration.ts'
import { scrub } from '../../src/storage/database.ts'
import { findEdition } from '../../src/storage/read/editions.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { listHalts } from '../../src/storage/read/halts.ts'
import { keepHalt } from '../../src/storage/write/halts.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { checkpoints } from '../../src/storage/schema.ts'
import { appOf } from '../support/app.ts'
import { checkRegister } from '../support/check-register.ts'
import { dumpViews } from '../support/dump.ts'
import { exported, newFolder, readFiles } from '../support/export.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { faults, openRegister, prepareRegister, type Finished } from '../support/register.ts'

// Each makes whole registers and copies of them.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

/** A register with a backup of its database from before the last entries, and a copy of all that it has published since. */
async function restorable(bodies = 3, finished: Finished = onTestFinished) {
  const register = await openRegister(demonstration, finished)
  await register.signUp()
  await register.accept()
  await register.settle()
  await register.publish()
  await scrub(register.parts.db)
  copyFileSync(join(register.folder, 'register.db'), join(register.folder, 'older.db'))
  const before = { proof: await proofOf(register.parts), size: await logSize(register.parts.db) }

  await registerBodies(register.parts, inventBodies(bodies), bodies < 100 ? 2 : 0)
  await register.publish()
  await register.publish()
  const copy = await exported(register.parts)
  const older = await register.instance('older', 'older.db')
  return { register, older, copy, before, size: await logSize(register.parts.db) }
}

const restore = async (parts: Parts, place: string) =>
  restoreLog({ ...parts, read: sourceIn(place), hash: fastSha256, tell: () => undefined })

/** With a checkpoint that somebody kept, and nothing else. */
const compare = async (parts: Parts, file: string) => {
  const read = async (path: string) => (path === 'log/checkpoint' ? readFileSync(file) : undefined)
  return restoreLog({ ...parts, read, hash: fastSha256, tell: () => undefined })
}

const proofOf = async (parts: Parts) => (await appOf(parts).request('/log/proofs/0')).text()

/** The note of every size that a database knows. */
async function notesOf({ db }: Pick<Parts, 'db'>): Promise<ReadonlyMap<number, string>> {
  return new Map((await db.select().from(checkpoints)).map(({ size, note }) => [size, note]))
}

/** No size has one note here and another there. */
async function expectOneNote(...instances: readonly Parts[]): Promise<void> {
  const [first, second] = await Promise.all(instances.map(notesOf))
  for (const [size, note] of first ?? []) expect(second?.get(size) ?? note).toBe(note)
}

/** The files that are in one copy and not, or not the same, in the other. */
function differing(files: ReturnType<typeof readFiles>, others: ReturnType<typeof readFiles>): readonly string[] {
  const paths = new Set([...files.keys(), ...others.keys()])
  return [...paths].filter((path) => !files.get(path)?.equals(others.get(path) ?? Buffer.from('none')))
}

const enter = async (parts: Parts, name: string) =>
  registerBody(parts, { name, sector: 'vcs', kind: 'community-group', identifiers: [] }, stamp(parts).id())

describe('a database older than its mark', () => {
  it('goes on from a copy with nothing lost, and signs no size in two ways', async () => {
    const { register, older, copy, size, before } = await restorable()
    await expect(publish(older)).rejects.toMatchObject({ kind: 'log-stopped' })
    expect(await restore(older, copy)).toMatchObject({ size, returned: size - before.size, lost: 0, short: 0 })
    expect(await listHalts(older.db)).toEqual([])
    await enter(older, 'Vale Newcomers')
    await register.settle()
    await publish(older)
    expect(await logSize(older.db)).toBe(size + 1)
    await expectOneNote(register.parts, older)
    await checkRegister(older)
    expect(before.proof).toContain('index 0')
  })

  it('has every page and file that the other one had', async () => {
    const { register, older, copy } = await restorable()
    await restore(older, copy)
    await publish(older)
    expect(differing(readFiles(await exported(older)), readFiles(await exported(register.parts)))).toEqual([])
  })

  it('has the texts of before a correction, too', async () => {
    const { register, older } = await restorable()
    const { parts } = register
    const [first, second] = await listCoordinators(parts.db)
    const edition = await findEdition(parts.db, 'shropshire-compact-2014')
    if (!first || !second || !edition) throw new Error('two people run the desk of the demonstration')
    const text = compact.replace('before it becomes a dispute', 'before it turns into a dispute')
    const id = stamp(parts).id()
    await performAct(
      parts,
      { act: 'correct-edition', edition: edition.id, language: 'en', text, reason: 'A slip.' },
      first,
      id,
    )
    await approveProposal(parts, id, second)
    await register.settle()
    await register.publish()
    const copy = await exported(parts)
    await older.db.$client.execute('DELETE FROM texts')
    await restore(older, copy)
    await publish(older)
    const path = `/editions/shropshire-compact-2014.en.${edition.texts[0]?.sha256}.md`
    expect(readFiles(copy).get(path)?.toString()).toBe(compact)
    expect(await (await appOf(older).request(path)).text()).toBe(compact)
    expect(differing(readFiles(await exported(older)), readFiles(await exported(parts)))).toEqual([])
  })

  it('is mended though nobody had stopped it yet', async () => {
    const { older, copy } = await restorable()
    expect(await restore(older, copy)).toMatchObject({ short: 0 })
    await publish(older)
    await checkRegister(older)
  })

  it('stays stopped where the copy is older than the mark too, and takes what it has', async () => {
    const { register, older, copy, size } = await restorable()
    await enter(register.parts, 'Vale Latecomers')
    await register.settle()
    await register.publish()
    expect(await restore(older, copy)).toMatchObject({ size, short: 1 })
    expect(await listHalts(older.db)).toMatchObject([{ reason: 'behind-mark', size: size + 1 }])
    await expect(publish(older)).rejects.toMatchObject({ kind: 'log-stopped' })
    expect(await restore(older, await exported(register.parts))).toMatchObject({ returned: 1, short: 0 })
    await publish(older)
    await checkRegister(older)
  })

  it('stays stopped where a witness has seen more than the copy has', async () => {
    const { older, copy, size } = await restorable()
    await keepHalt(older.db, { reason: 'behind-witness', size: size + 1 }, now(older))
    expect(await restore(older, copy)).toMatchObject({ short: 1 })
    expect((await listHalts(older.db)).map(({ reason }) => reason)).toContain('behind-witness')
  })
})

it('a name that was erased after the backup does not come back with it', async () => {
  const register = await openRegister()
  await register.signUp()
  await register.accept()
  await register.settle()
  await scrub(register.parts.db)
  copyFileSync(join(register.folder, 'register.db'), join(register.folder, 'older.db'))
  const ffion = { address: parseMailAddress('ffion@vale.example'), name: 'Ffion Tŷ' }
  const { disclosures } = await tellPerson(register.parts, ffion)
  const digests = disclosures.map(({ digest }) => digest)
  const wish = { ...ffion, digests, kept: true, ground: 'objection' as const, key: stamp(register.parts).id() }
  await erasePerson(register.parts, wish)
  await register.settle()
  await register.publish()

  const older = await register.instance('older', 'older.db')
  await restore(older, await exported(register.parts))
  await publish(older)
  await scrub(older.db)
  expect(findTraces(['Ffion', 'ffion@vale.example'], filesOfFolder(register.folder))).toEqual([])
  await checkRegister(older)
})

it('what a copy says of an entry counts only where the entry bears it out', async () => {
  const { older, copy, size } = await restorable(1)
  const forged = Buffer.from(JSON.stringify(['c2FsdHNhbHRzYWx0c2FsdA', 'name.en', 'Forged Body'])).toString('base64url')
  const path = join(copy, `log/disclosures/${size - 3}`)
  const told = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...told, disclosures: [{ digest: 'x', disclosure: forged }] }))
  expect((await restore(older, copy)).lost).toBe(told.disclosures.length)
  const found = await older.db.$client.execute(`SELECT count(*) AS n FROM disclosures WHERE text = '${forged}'`)
  expect(found.rows[0]?.['n']).toBe(0)
})

it('a copy of another history under the same keys stops the register for good', async () => {
  const { older, register } = await restorable()
  const other = await openRegister()
  await other.publish()
  for (let n = 0; n < 20; n += 1) await enter(other.parts, `Elsewhere ${n}`)
  await other.settle()
  await other.publish()
  const copy = await exported(other.parts)
  await expect(restore(older, copy)).rejects.toMatchObject({ kind: 'log-stopped' })
  expect((await listHalts(older.db)).map(({ reason }) => reason)).toContain('other-root')
  await expect(restore(older, await exported(register.parts))).rejects.toMatchObject({ kind: 'log-stopped' })
})

describe('a register whose mark is lost', () => {
  it('goes on once it was held against a checkpoint that somebody kept', async () => {
    const { register, copy, size } = await restorable()
    rmSync(join(register.folder, 'mark'))
    await expect(register.publish()).rejects.toMatchObject({ kind: 'log-stopped' })
    expect(await compare(register.parts, join(copy, 'log/checkpoint'))).toMatchObject({ size, returned: 0, short: 0 })
    await enter(register.parts, 'Vale Newcomers')
    await register.settle()
    await register.check()
    expect(await listHalts(register.parts.db)).toEqual([])
  })

  it('and whose database is older stays stopped by a checkpoint alone', async () => {
    const { register, older, copy } = await restorable()
    rmSync(join(register.folder, 'mark'))
    await expect(compare(older, join(copy, 'log/checkpoint'))).rejects.toMatchObject({ name: 'Refusal' })
    await expect(publish(older)).rejects.toMatchObject({ kind: 'log-stopped' })
  })
})

describe('an import into an empty database', () => {
  const tidy: (() => void)[] = []
  let whole: Awaited<ReturnType<typeof restorable>>
  beforeAll(async () => {
    whole = await restorable(260, (undo) => tidy.push(undo))
  })
  afterAll(() => {
    for (const undo of tidy) undo()
  })

  const flip = (path: string) => (copy: string) => {
    const bytes = readFileSync(join(copy, path))
    bytes[bytes.length - 3]! ^= 1
    writeFileSync(join(copy, path), bytes)
  }

  it.each([
    ['a bundle of which was changed', flip('log/tile/entries/000')],
    ['a tile of which was changed', flip('log/tile/0/000')],
    ['the checkpoint of which was changed', flip('log/checkpoint')],
    ['without one bundle', (copy: string) => rmSync(join(copy, 'log/tile/entries/000'))],
    ['without a checkpoint', (copy: string) => rmSync(join(copy, 'log/checkpoint'))],
  ])('brings nothing back from a copy %s', async (_what, change) => {
    const copy = newFolder()
    cpSync(whole.copy, copy, { recursive: true })
    change(copy)
    const empty = await prepareRegister()
    await expect(restore(empty.parts, copy)).rejects.toMatchObject({ name: 'Refusal' })
    expect(await logSize(empty.parts.db)).toBe(0)
  })

  // The halt, two bundles, the views, two texts, a certificate, the list, and the last batch.
  it.each(faults.flatMap((fault) => [0, 1, 2, 3, 4, 5, 6, 7, 8].map((skipped) => [fault, skipped] as const)))(
    'broken off as its write %s after %i others, publishes nothing before it is done, and goes on',
    async (fault, skipped) => {
      const empty = await prepareRegister()
      empty.breakNextWrite(fault, skipped)
      const first = await Promise.allSettled([restore(empty.parts, whole.copy)])
      const isBroken = first.some(({ status }) => status === 'rejected')
      expect([isBroken, empty.isWhole()]).toEqual([true, true])
      const halted = (await listHalts(empty.parts.db)).length > 0
      // Before the halt is written nothing has happened, and after the last batch everything has.
      const ends = { 'failed and was not kept': 0, 'failed but was kept': 8 }
      expect(halted).toBe(skipped !== ends[fault])
      const [tried] = halted ? await Promise.allSettled([publish(empty.parts)]) : []
      expect(tried?.status ?? 'rejected').toBe('rejected')
      expect(await restore(empty.parts, whole.copy)).toMatchObject({ size: whole.size, short: 0 })
      expect(await listHalts(empty.parts.db)).toEqual([])
      expect(await dumpViews(empty.parts.db)).toEqual(await dumpViews(whole.register.parts.db))
      await expectOneNote(whole.register.parts, empty.parts)
    },
  )
})

it('an empty database becomes the register of a copy, and gives the same copy again', async () => {
  const { copy, size } = await restorable()
  const empty = await prepareRegister()
  expect(await restore(empty.parts, copy)).toMatchObject({ size, returned: size, short: 0 })
  expect(differing(readFiles(await exported(empty.parts)), readFiles(copy))).toEqual([])
  await checkRegister(empty.parts)
})
