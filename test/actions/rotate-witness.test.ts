import { expect, it } from 'vitest'
import type { Parts } from '../../src/actions/parts.ts'
import { retireWitnessKey, rotateKey } from '../../src/actions/rotate-key.ts'
import { importKeys, parseStoredKeys, type StoredKeys } from '../../src/keys/key-ring.ts'
import { withNewKey } from '../../src/keys/make-keys.ts'
import { parseAddCheckpoint } from '../../src/log/add-checkpoint.ts'
import { cosignatureVerifier } from '../../src/log/cosignature.ts'
import { formatNote, parseNote, parseSignatures, verifyNote } from '../../src/log/note.ts'
import { parseVkey } from '../../src/log/vkey.ts'
import { findEntryAt, logSize } from '../../src/storage/read/entries.ts'
import { makeNeighbour } from '../log/neighbour.ts'
import { appOf } from '../support/app.ts'
import { openRegister, testKeys, type Register } from '../support/register.ts'
import { addCheckpoint, watch } from '../support/watching.ts'

const neighbour = makeNeighbour()

it('a new key of the witness cosigns beside the older one, until that is retired', async () => {
  const { register, parts, older, newer } = await openRotatable()
  expect(await cosigners(parts, 0, 3)).toEqual([older])
  expect(await rotateKey(parts, 'witness', 'routine')).toBe(newer)
  const rotation = await findEntryAt(parts.db, (await logSize(parts.db)) - 1)
  expect(rotation?.entry).toMatchObject({ use: 'witness', key: newer, replaces: older, reason: 'routine' })
  expect(await cosigners(parts, 3, 5)).toEqual([newer, older])
  expect(await (await appOf(parts).request('/witness/vkey')).text()).toBe(`${newer}\n`)
  // A host that was not started again goes on with what it holds.
  expect(await cosigners(register.parts, 5, 6)).toEqual([older])
  expect(await retireWitnessKey(parts)).toBe(older)
  expect(await cosigners(parts, 6, 8)).toEqual([newer])
  await expect(retireWitnessKey(parts)).rejects.toMatchObject({ kind: 'already-done' })
  await register.check()
})

it('a stolen key of the witness cosigns nothing from the moment that another takes over', async () => {
  const { parts, newer } = await openRotatable()
  await rotateKey(parts, 'witness', 'compromised')
  expect(await cosigners(parts, 0, 4)).toEqual([newer])
})

it('a register whose keys are older than witnessing gets its first key of the witness in the same way', async () => {
  const { witness: _none, ...stored } = parseStoredKeys(await testKeys())
  const { parts, newer } = await openRotatable(stored)
  expect((await appOf(parts).request('/witness/vkey')).status).toBe(404)
  await rotateKey(parts, 'witness', 'routine')
  expect(await cosigners(parts, 0, 4)).toEqual([newer])
})

async function openRotatable(
  stored?: StoredKeys,
): Promise<{ register: Register; parts: Parts; older: string; newer: string }> {
  const register = await openRegister()
  await watch(register.parts.db, neighbour)
  const keys = await importKeys(await withNewKey(stored ?? parseStoredKeys(await testKeys()), 'witness'))
  const [newer] = keys.laterWitnesses
  if (!newer) throw new Error('no key was made')
  return { register, parts: { ...register.parts, keys }, older: keys.witness?.vkey ?? 'none', newer: newer.vkey }
}

/** Whose cosignatures a neighbour is answered with, each of them verified. */
async function cosigners(parts: Parts, from: number, to: number): Promise<readonly string[]> {
  const body = await neighbour.honest.request(from, to)
  const answer = await addCheckpoint(parts, body)
  expect(answer.status).toBe(200)
  const { text } = parseNote(parseAddCheckpoint(body).note)
  const { keys } = parts
  const held = [...(keys.witness ? [keys.witness] : []), ...keys.laterWitnesses]
  return parseSignatures(await answer.text()).map((signature) => {
    const by = held.find(({ cosigner }) => Buffer.from(cosigner.keyId).equals(signature.keyId))
    if (!by) throw new Error('a key that is not held has cosigned')
    const note = formatNote({ text, signatures: [signature] })
    expect(verifyNote(note, [cosignatureVerifier(parseVkey(by.vkey))])).toMatchObject({ valid: true })
    return by.vkey
  })
}
