import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findSealer } from '../../src/actions/present-keys.ts'
import { demonstration } from '../../src/demonstration.ts'
import { keepKeys, openWithKeys, prepareFolder } from '../../src/embedded.ts'
import { readSettings } from '../../src/env.ts'
import { formatStoredKeys, parseStoredKeys } from '../../src/keys/key-ring.ts'
import { makeKeys } from '../../src/keys/make-keys.ts'
import { readRevocationList, readSerial } from '../../src/keys/x509.ts'
import { listRotations } from '../../src/storage/read/rotations.ts'
import { seededChance } from '../support/chance.ts'
import { copyOf, migrations, startHere } from '../support/copied-folder.ts'
import { byTwos, runMortal, someDeaths, type Death } from '../support/mortal.ts'

const now = Date.now()

/** The folder of an open register, and one apart from it with the root's private key. */
async function openFolders() {
  const [folder, offline] = [mkdtempSync(join(tmpdir(), 'seal-')), mkdtempSync(join(tmpdir(), 'offline-'))]
  const settings = readSettings({ DATA_DIR: folder })
  const db = await prepareFolder(settings, migrations)
  const custody = { ...demonstration, origin: 'localhost:8787/log', address: settings.origin }
  const { stored, rootKey } = await makeKeys(custody, now, seededChance('ceremony'))
  await keepKeys(settings, formatStoredKeys(stored))
  writeFileSync(join(offline, 'seal-root-key.txt'), `${rootKey}\n`)
  const host = { later: () => undefined, report: () => undefined, clock: () => now }
  await openWithKeys(settings, db, host, demonstration)
  db.$client.close()
  return { folder, offline }
}

const heldIn = (folder: string) => parseStoredKeys(readFileSync(join(folder, 'keys.json'), 'utf8'))
const keys = async (folder: string, ...args: readonly string[]) =>
  runMortal(['cli/keys.js', ...args], { variables: { DATA_DIR: folder } })

it('a whole ceremony: asked for here, signed where there is no register, accepted here, and killed at any moment of taking over', async () => {
  const { folder, offline } = await openFolders()
  const first = heldIn(folder)
  const leaf = Buffer.from(first.seal.chain[0] ?? '', 'base64')
  const early = await keys(folder, 'rotate', 'seal')
  expect([early.code, early.said]).toEqual([1, expect.stringContaining('npm run keys -- request seal')])

  const asked = await keys(folder, 'request', 'seal')
  expect([asked.code, asked.said]).toEqual([0, expect.stringContaining(`serial ${readSerial(leaf)}`)])
  const waiting = heldIn(folder)
  expect((await keys(folder, 'request', 'seal')).code).toBe(0)
  expect(heldIn(folder)).toEqual(waiting)

  const carry = (name: string, from: string, to: string) =>
    writeFileSync(join(to, name), readFileSync(join(from, name)))
  carry('seal-request.json', folder, offline)
  const request = join(offline, 'seal-request.json')
  const rootKey = join(offline, 'seal-root-key.txt')
  const revoke = ['--revoke', readSerial(leaf), '--reason', 'keyCompromise']
  const vague = await keys('/nowhere', 'sign', request, rootKey, ...revoke)
  expect([vague.code, vague.said]).toEqual([1, expect.stringContaining('Say why and since when')])
  const signed = await keys('/nowhere', 'sign', request, rootKey, ...revoke, '--since', '2026-01-02T03:04:05Z')
  expect(signed.code).toBe(0)
  const fingerprint = /New key: [0-9a-f]{64}/
  expect(fingerprint.exec(signed.said)?.[0]).toBe(fingerprint.exec(asked.said)?.[0])

  const answer = join(offline, 'seal-answer.json')
  expect((await keys(folder, 'accept', answer)).code).toBe(0)
  expect((await keys(folder, 'accept', answer)).said).toContain('not newer')
  const ready = heldIn(folder)
  expect(readRevocationList(Buffer.from(ready.seal.revoked, 'base64')).revocations).toMatchObject([
    { serial: readSerial(leaf), reason: 'keyCompromise', invalidSince: new Date('2026-01-02T03:04:05Z') },
  ])
  expect(ready.seal.privateKey).toBe(first.seal.privateKey)

  const dieAndLook = async (death?: Death) => {
    const copy = copyOf(folder)
    const ended = await runMortal(['cli/keys.js', 'rotate', 'seal'], {
      variables: { DATA_DIR: copy },
      ...(death && { death }),
    })
    const { parts, stop } = await startHere(copy, now)
    const named = (await listRotations(parts.db)).filter(({ use }) => use === 'seal').length === 2
    expect(await findSealer(parts)).toBeDefined()
    stop()
    // The next request finds what was left undone.
    expect(named ? 0 : (await keys(copy, 'rotate', 'seal')).code).toBe(0)
    expect((await keys(copy, 'request', 'list')).code).toBe(0)
    expect(heldIn(copy).seal.privateKey).toBe(ready.nextSeal?.pair.privateKey)
    expect(heldIn(copy).nextSeal).toBeUndefined()
    rmSync(copy, { recursive: true })
    return ended
  }
  const alive = await dieAndLook()
  expect(alive.code).toBe(0)
  await byTwos(
    someDeaths(alive, (step) => step > alive.steps - 7 && step % 2 === 0, 0),
    async (death) => void (await dieAndLook(death)),
  )
  for (const one of [folder, offline]) rmSync(one, { recursive: true })
})
