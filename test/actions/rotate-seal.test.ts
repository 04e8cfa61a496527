import { expect, it } from 'vitest'
import { parseCms } from '../../src/certificate/read-cms.ts'
import { unseal } from '../../src/certificate/unseal.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { publish } from '../../src/actions/publish.ts'
import { findSpareKey, rotateKey } from '../../src/actions/rotate-key.ts'
import { tellKeyTerms } from '../../src/actions/warn-keys.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { importKeys, parseStoredKeys } from '../../src/keys/key-ring.ts'
import { withSealTakenOver } from '../../src/keys/seal-ceremony.ts'
import { findEntryAt, logSize } from '../../src/storage/read/entries.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { findCertificate } from '../../src/storage/read/publications.ts'
import { appOf } from '../support/app.ts'
import { afterCeremony } from '../support/ceremony.ts'
import { readSeal } from '../support/read-seal.ts'
import { faults, openRegister, testKeys, type Register } from '../support/register.ts'

it('the next seal takes over in hosts that hold it, and what the one before sealed stays genuine', async () => {
  const register = await openRegister()
  const [held, alone] = await afterOneCeremony(register)
  const [first, next] = held.keys.sealers.map(({ fingerprint }) => fingerprint)
  await certify(register, held)
  expect(await sealedBy(held)).toEqual([first])
  expect(await keysShownBy(held)).toEqual([first])

  expect(await rotateKey(held, 'seal', 'routine')).toBe(next)
  const rotation = await findEntryAt(held.db, (await logSize(held.db)) - 1)
  expect(rotation?.entry).toMatchObject({ use: 'seal', key: next, replaces: first, reason: 'routine' })
  await certify(register, held)
  // Started again since, with the newer private key alone.
  await certify(register, alone)
  expect(await sealedBy(alone)).toEqual([first, next, next])
  for (const host of [held, alone]) expect(await keysShownBy(host)).toEqual([next, first])
  for (const { pdf } of await certificates(alone))
    expect(await unseal(pdf, alone.keys.seal.root, [])).toMatchObject({ valid: true })
  expect(await findSpareKey(alone, 'seal')).toBeUndefined()
  await register.check()
})

it('a host without the key that the log names seals nothing, and says so', async () => {
  const register = await openRegister()
  const [held] = await afterOneCeremony(register)
  await rotateKey(held, 'seal', 'compromised')
  await register.signUp()
  await register.accept()
  await expect(publish(register.parts)).rejects.toMatchObject({ kind: 'not-published-yet' })
  expect(register.events).toContainEqual({ kind: 'key-missing' })
  expect(await sealedBy(register.parts)).toEqual([])
  await publish(held)
  expect(await sealedBy(held)).toEqual([held.keys.sealers[1]?.fingerprint])
})

it.each(faults)('a turn of seals whose write %s is made good by doing it again', async (fault) => {
  const register = await openRegister()
  const [held] = await afterOneCeremony(register)
  register.breakNextWrite(fault)
  await expect(rotateKey(held, 'seal', 'routine')).rejects.toThrow('went dead')
  if (await findSpareKey(held, 'seal')) await rotateKey(held, 'seal', 'routine')
  await expect(rotateKey(held, 'seal', 'routine')).rejects.toMatchObject({ kind: 'already-done' })
  await register.check()
})

it('the days of the certificate are those of the seal in use, and the world sees the newer list', async () => {
  const register = await openRegister()
  register.clock.now += 700 * 86_400_000
  const [held] = await afterOneCeremony(register)
  const untilOf = async (term: string) => (await tellKeyTerms(held)).find((one) => one.term === term)?.until
  expect([await untilOf('seal-certificate'), await untilOf('revocation-list')]).toEqual(['2029-03-04', '2030-03-04'])
  await rotateKey(held, 'seal', 'routine')
  expect(await untilOf('seal-certificate')).toBe('2031-02-02')
  const served = await (await appOf(held).request('/seal/revoked.crl')).arrayBuffer()
  expect(new Uint8Array(served)).toEqual(held.keys.seal.revoked)
})

/** The parts of a host with both seals, and of one with the next alone. */
async function afterOneCeremony({ parts, clock }: Register): Promise<[Parts, Parts]> {
  const stored = await afterCeremony(parseStoredKeys(await testKeys()), clock.now)
  const alone = await importKeys(withSealTakenOver(stored))
  return [
    { ...parts, keys: await importKeys(stored) },
    { ...parts, keys: alone },
  ]
}

async function certify(register: Register, parts: Parts): Promise<void> {
  const number = (await listSignings(parts.db)).length
  await register.signUp({
    body: { name: `Vale Council ${number}` },
    signatories: [{ address: `${number}@vale.example` }],
  })
  await register.accept()
  await publish(parts)
}

async function certificates({ db }: Parts) {
  const found = await Promise.all((await listSignings(db)).map(async ({ id }) => findCertificate(db, id)))
  return found.flatMap((one) => (one ? [one] : []))
}

/** The lines of `/seal/keys`. */
async function keysShownBy(parts: Parts): Promise<readonly string[]> {
  return (await (await appOf(parts).request('/seal/keys')).text()).trim().split('\n')
}

async function sealedBy(parts: Parts): Promise<readonly string[]> {
  return (await certificates(parts)).map(({ pdf }) => formatHex(sha256(parseCms(readSeal(pdf).cms).leaf)))
}
