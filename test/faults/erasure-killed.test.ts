import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { erasePerson } from '../../src/actions/erase-person.ts'
import { publish } from '../../src/actions/publish.ts'
import { scrub } from '../../src/storage/database.ts'
import { findAppended } from '../../src/storage/read/entries.ts'
import { checkRegister } from '../support/check-register.ts'
import { copyOf, notesOf, startHere } from '../support/copied-folder.ts'
import { dumpTables } from '../support/dump.ts'
import { dumpRows, ffion, holds, proofsOf, secretsOf, signedBy, wishFor } from '../support/erasable.ts'
import { bundleFault, byTwos, someDeaths, runMortal, type Death } from '../support/mortal.ts'
import { testKeys } from '../support/register.ts'
import { filesOfFolder, findTraces } from '../support/traces.ts'

/** A folder that nobody has open, on which Ffion has signed, and all that is to be gone of her. */
async function prepare() {
  const minute = 'Minute 12/26 of Llanfair'
  const register = await signedBy({ signatories: [{ role: 'Clerk to Llanfair', mandate: 'resolution', minute }] })
  writeFileSync(join(register.folder, 'keys.json'), await testKeys())
  const { parts, folder } = register
  const secrets = [...(await secretsOf(register)), ffion.address, ffion.name]
  const { stop } = await startHere(folder, register.clock.now)
  stop()
  const known = { proofs: await proofsOf(parts), tables: await dumpTables(parts.db), rows: await dumpRows(register) }
  expect(await scrub(parts.db)).toBe(true)
  const tracesIn = (place: string) => findTraces(secrets, filesOfFolder(place))
  expect(tracesIn(folder)).not.toEqual([])
  return { folder, at: register.clock.now, wish: await wishFor(register), known, tracesIn, parts }
}

it('an erasure that is killed at any moment was done or was not, and one that was done left neither value nor salt', async () => {
  const { folder: whole, at, wish, known, tracesIn } = await prepare()
  const program = await bundleFault('erase-worker')
  const ends: string[] = []
  const dieAndLook = async (death?: Death) => {
    const folder = copyOf(whole)
    const ended = await runMortal([program, folder, String(at), JSON.stringify(wish)], death ? { death } : {})
    const answered = ended.said.includes('erased\n')
    expect(answered ? tracesIn(folder) : []).toEqual([])

    const { parts, settle, stop } = await startHere(folder, at)
    const done = (await findAppended(parts.db, `erasure:${wish.key}`)) !== undefined
    expect(done ? tracesIn(folder) : await dumpTables(parts.db)).toEqual(done ? [] : known.tables)
    expect(answered && !done).toBe(false)
    ends.push(
      [answered && 'answered', done && 'done', ended.killed && 'killed'].filter((end) => end !== false).join(' '),
    )

    const signed = await notesOf(parts)
    await publish(parts)
    expect(await erasePerson(parts, wish)).toHaveLength(1)
    await settle()
    await publish(parts)
    expect(tracesIn(folder)).toEqual([])
    expect(await notesOf(parts)).toEqual(new Map([...(await notesOf(parts)), ...signed]))
    const vkeys = parts.keys.logs.map(({ vkey }) => vkey)
    for (const proof of [...known.proofs, ...(await proofsOf(parts))]) expect(holds(vkeys, proof)).toBe(true)
    await checkRegister(parts)
    stop()
    rmSync(folder, { recursive: true })
    return ended
  }
  const alive = await dieAndLook()
  expect([alive.code, alive.said]).toEqual([0, expect.stringContaining('erased\n')])
  await byTwos(
    someDeaths(alive, (step) => (step > 1 && step <= 5) || step % 9 === 0, 2),
    async (death) => void (await dieAndLook(death)),
  )
  expect(new Set(ends)).toEqual(new Set(['answered done', 'killed', 'done killed', 'answered done killed']))
})

it('what a backup brought back is gone after a start, however often the one before it was killed', async () => {
  const { folder: whole, at, wish, known, tracesIn, parts } = await prepare()
  await erasePerson({ ...parts, later: () => undefined }, wish)
  await publish(parts)
  await parts.db.$client.batch(known.rows, 'write')
  expect(await scrub(parts.db)).toBe(true)
  expect(tracesIn(whole)).not.toEqual([])
  const program = await bundleFault('erase-worker')

  const dieAndLook = async (death?: Death) => {
    const folder = copyOf(whole)
    const ended = await runMortal([program, folder, String(at)], death ? { death } : {})
    expect(ended.killed ? [] : tracesIn(folder)).toEqual([])
    const started = await startHere(folder, at)
    expect(tracesIn(folder)).toEqual([])
    await publish(started.parts)
    await checkRegister(started.parts)
    started.stop()
    rmSync(folder, { recursive: true })
    return ended
  }
  const alive = await dieAndLook()
  expect(alive.code).toBe(0)
  await byTwos(
    someDeaths(alive, () => true, 1),
    async (death) => void (await dieAndLook(death)),
  )
})
