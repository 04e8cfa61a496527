import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'
import { describe, expect, it } from 'vitest'
import type { Parts } from '../../src/actions/parts.ts'
import { publish } from '../../src/actions/publish.ts'
import { rotateKey, type Rotatable as AnyRotatable } from '../../src/actions/rotate-key.ts'
import { demonstration } from '../../src/demonstration.ts'
import { keepKeys, openWithKeys, prepareFolder } from '../../src/embedded.ts'
import { readSettings } from '../../src/env.ts'
import { formatStoredKeys, parseStoredKeys } from '../../src/keys/key-ring.ts'
import { withNewKey } from '../../src/keys/make-keys.ts'
import { verifyCheckpoint } from '../../src/log/checkpoint.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { dumpTables } from '../support/dump.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { listRotations } from '../../src/storage/read/rotations.ts'
import { appOf } from '../support/app.ts'
import { checkRegister } from '../support/check-register.ts'
import { copyOf, migrations, notesOf, startHere } from '../support/copied-folder.ts'
import { findFreePort } from '../support/edge-host.ts'
import { holds, proofsOf } from '../support/erasable.ts'
import { byTwos, runMortal, someDeaths, type Death } from '../support/mortal.ts'

/** Those whose next key asks nobody. */
type Rotatable = Exclude<AnyRotatable, 'seal' | 'witness'>

const now = Date.now()
const longAgo = now - 500 * 86_400_000

/** The folder of a register that was opened long ago and published, and what of it has to hold for ever. */
async function openFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  const settings = readSettings({ DATA_DIR: folder })
  const db = await prepareFolder(settings, migrations)
  const host = { later: () => undefined, report: () => undefined, clock: () => longAgo }
  await publish(await openWithKeys(settings, db, host, demonstration))
  db.$client.close()
  return folder
}

/** Names a new key in the log of a folder, as the command does. */
async function rotate(folder: string, use: Rotatable, at: number) {
  const settings = readSettings({ DATA_DIR: folder })
  await keepKeys(settings, formatStoredKeys(await withNewKey(heldIn(folder), use)))
  const { parts, stop } = await startHere(folder, at)
  await rotateKey(parts, use, 'routine')
  return { parts, stop }
}

const heldIn = (folder: string) => parseStoredKeys(readFileSync(join(folder, 'keys.json'), 'utf8'))
const countHeld = (folder: string, use: Rotatable) => heldIn(folder).later?.[use].length ?? 0

/** What strangers took with them, and may hold the register to. */
async function take(parts: Parts) {
  const { file, jws } = await readList(parts)
  return { proofs: await proofsOf(parts), notes: await notesOf(parts), lists: [{ file, jws }] }
}
type Taken = Awaited<ReturnType<typeof take>>

const read = async (parts: Parts, path: string) => (await appOf(parts).request(path)).text()

async function readList(parts: Parts) {
  const name = '/signatories.ndjson'
  return { file: await read(parts, name), jws: await read(parts, `${name}.jws`) }
}

/** Everything that was ever signed holds by the keys that are shown, and no size has two notes. */
async function expectHeld(parts: Parts, taken: readonly Taken[]) {
  const vkeys = (await read(parts, '/log/vkeys'))
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
  const verifiers = vkeys.map((vkey) => noteVerifier(parseVkey(vkey)))
  const keys: JSONWebKeySet = JSON.parse(await read(parts, '/.well-known/jwks.json'))
  const present = await take(parts)
  for (const { proofs, notes, lists } of [...taken, present]) {
    for (const proof of proofs) expect(holds(vkeys, proof)).toBe(true)
    for (const [size, note] of notes) {
      expect(present.notes.get(size)).toBe(note)
      expect(verifyCheckpoint(note, verifiers).valid).toBe(true)
    }
    for (const { file, jws } of lists) {
      const whole = jws.replace('..', `.${Buffer.from(file).toString('base64url')}.`)
      await expect(compactVerify(whole, createLocalJWKSet(keys))).resolves.toBeDefined()
    }
  }
  await checkRegister(parts)
}

describe.each([
  { act: 'rotate', use: 'log', entries: 2, everywhere: true },
  { act: 'rotate', use: 'jose', entries: 1, everywhere: false },
  { act: 'retire', use: 'log', entries: 1, everywhere: false },
] as const)('npm run keys -- $act $use', ({ act, use, entries, everywhere }) => {
  it('killed at any moment, has been done or not, and is finished by a second time', async () => {
    const whole = await openFolder()
    if (act === 'retire') (await rotate(whole, use, longAgo)).stop()
    const { parts, stop } = await startHere(whole, longAgo)
    await publish(parts)
    const before = await take(parts)
    const [size, named, held] = [await logSize(parts.db), (await listRotations(parts.db)).length, countHeld(whole, use)]
    const tables = await dumpTables(parts.db)
    stop()

    const ends: string[] = []
    const dieAndLook = async (death?: Death) => {
      const folder = copyOf(whole)
      const run = async (last?: Death) =>
        runMortal(['cli/keys.js', act, use], { variables: { DATA_DIR: folder }, ...(last && { death: last }) })
      const ended = await run(death)
      const answered = /The log now names|Retired/.test(ended.said)

      // Started between the steps, it goes on with what there is.
      const between = await startHere(folder, now)
      const done = (await listRotations(between.parts.db)).length > named
      expect(await logSize(between.parts.db)).toBe(size + (done ? entries : 0))
      expect(done ? tables : await dumpTables(between.parts.db)).toEqual(tables)
      expect(answered && !done).toBe(false)
      const spare = countHeld(folder, use) - held
      ends.push([spare > 0 && 'held', done && 'named', answered && 'answered'].filter((end) => end !== false).join(' '))
      await publish(between.parts)
      const meanwhile = await take(between.parts)
      between.stop()

      expect(done ? 0 : (await run()).code).toBe(0)
      const after = await startHere(folder, now)
      expect(await listRotations(after.parts.db)).toHaveLength(named + 1)
      expect(countHeld(folder, use)).toBe(act === 'rotate' ? held + 1 : held)
      expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
      await publish(after.parts)
      await expectHeld(after.parts, [before, meanwhile])
      after.stop()
      rmSync(folder, { recursive: true })
      return ended
    }
    const alive = await dieAndLook()
    expect([alive.code, ends]).toEqual([0, [act === 'rotate' ? 'held named answered' : 'named answered']])
    await byTwos(
      someDeaths(alive, (step) => (everywhere && step > 3) || step === alive.steps, everywhere ? 1 : 0),
      async (death) => void (await dieAndLook(death)),
    )
    expect(ends).toContain(act === 'rotate' ? 'held' : '')
    rmSync(whole, { recursive: true })
  })
})

it('a register whose log has a new key is killed at any moment of publishing, and goes on when it is started', async () => {
  const whole = await openFolder()
  const { parts, stop } = await rotate(whole, 'log', now)
  const before = await take(parts)
  stop()
  const dieAndLook = async (death?: Death) => {
    const folder = copyOf(whole)
    const variables = { DATA_DIR: folder, PORT: String(await findFreePort()), ORIGIN: 'http://localhost:8787' }
    const ended = await runMortal(['node.js'], { variables, until: 'listens', ...(death && { death }) })
    const started = await startHere(folder, now)
    const meanwhile = { ...before, notes: await notesOf(started.parts) }
    await publish(started.parts)
    await expectHeld(started.parts, [before, meanwhile])
    started.stop()
    rmSync(folder, { recursive: true })
    return ended
  }
  const alive = await dieAndLook()
  expect(alive.code).toBe(0)
  await byTwos(
    someDeaths(alive, (step) => step % 3 === 2, 1),
    async (death) => void (await dieAndLook(death)),
  )
  rmSync(whole, { recursive: true })
})
