import 'reflect-metadata'
import { X509Certificate, X509Crl, X509CrlReason } from '@peculiar/x509'
import { expect, it } from 'vitest'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { formatStoredKeys, importKeys, parseStoredKeys, type StoredKeys } from '../../src/keys/key-ring.ts'
import { makeKeys } from '../../src/keys/make-keys.ts'
import {
  answerSealRequest,
  makeSealRequest,
  withNextSeal,
  withSealAnswer,
  withSealTakenOver,
  type SealAnswer,
} from '../../src/keys/seal-ceremony.ts'
import { readRevocationList, readSerial, type Revocation } from '../../src/keys/x509.ts'
import { afterCeremony, answerFor } from '../support/ceremony.ts'
import { seededChance } from '../support/chance.ts'
import { testKeys } from '../support/register.ts'

const year = 365.25 * 86_400_000
const now = Date.parse('2028-03-04T10:00:00Z')
const der = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))
const held = async () => parseStoredKeys(await testKeys())

const revocation = (serial: string): Revocation => ({
  serial,
  revokedOn: new Date(now),
  reason: 'keyCompromise',
  invalidSince: new Date('2028-03-01T00:00:00Z'),
})

it('a ceremony certifies the key that waits, in the custodian’s name, under the same root, for three years', async () => {
  const before = await held()
  const after = await afterCeremony(before, now)
  const [old, root] = before.seal.chain.map((text) => new X509Certificate(der(text)))
  const leaf = new X509Certificate(der(after.nextSeal?.leaf ?? ''))
  expect(leaf.subject).toBe(old?.subject)
  expect(leaf.issuer).toBe(root?.subject)
  expect([leaf.notBefore.getTime(), leaf.notAfter.getTime()]).toEqual([now, now + 3 * year])
  expect(leaf.serialNumber).not.toBe(old?.serialNumber)
  expect(after.seal).toEqual({ ...before.seal, revoked: after.seal.revoked })
  expect(readRevocationList(der(after.seal.revoked))).toEqual({ number: 2, revocations: [] })
})

it('a certificate of the seal runs out with its root, and not after it', async () => {
  const before = await held()
  const root = new X509Certificate(der(before.seal.chain[1] ?? ''))
  const late = root.notAfter.getTime() - year
  const leaf = new X509Certificate(der((await afterCeremony(before, late)).nextSeal?.leaf ?? ''))
  expect(leaf.notAfter).toEqual(root.notAfter)
})

it('the key that has taken over stands alone, and the private key of the one before is gone', async () => {
  const before = await held()
  const after = await afterCeremony(before, now)
  expect((await importKeys(after)).sealers).toHaveLength(2)
  const alone = withSealTakenOver(after)
  expect(formatStoredKeys(alone)).not.toContain(before.seal.privateKey)
  const { sealers, seal, named } = await importKeys(alone)
  expect(sealers.map(({ fingerprint }) => fingerprint)).toEqual([(await importKeys(after)).sealers[1]?.fingerprint])
  expect([seal.root, named.seal]).toEqual([(await importKeys(before)).seal.root, (await importKeys(before)).named.seal])
})

it('keys with a next seal print as they were read, and a Worker’s secret still holds them', async () => {
  const asking = await withNextSeal(await held())
  for (const keys of [asking, await afterCeremony(await held(), now)]) {
    const text = formatStoredKeys(keys)
    expect(formatStoredKeys(parseStoredKeys(text))).toBe(text)
    expect(formatUtf8(text).length).toBeLessThan(5120)
  }
})

it('what is asked twice is the same key, and nothing secret is carried', async () => {
  const asking = await withNextSeal(await held())
  expect(await withNextSeal(asking)).toEqual(asking)
  const carried = JSON.stringify(makeSealRequest(asking, 'https://register.example'))
  for (const secret of [asking.nextSeal?.pair.privateKey ?? 'none', asking.seal.privateKey, asking.tokens]) {
    expect(carried).not.toContain(secret)
  }
})

it('what was revoked stays on every later list, with its reason and since when', async () => {
  const stored = await held()
  const serial = readSerial(der(stored.seal.chain[0] ?? ''))
  const compromised = withSealTakenOver(await afterCeremony(stored, now, [revocation(serial)]))
  const later = await afterCeremony(compromised, now + 2 * year)
  const list = new X509Crl(der(later.seal.revoked))
  expect(list.entries.map((one) => [one.serialNumber, one.reason, one.invalidity, one.revocationDate])).toEqual([
    [serial, X509CrlReason.keyCompromise, new Date('2028-03-01T00:00:00Z'), new Date(now)],
  ])
  expect(readRevocationList(der(later.seal.revoked)).number).toBe(3)
})

it('a list alone is asked for, signed and kept', async () => {
  const stored = await held()
  const kept = await withSealAnswer(stored, await answerFor(stored, now), now)
  expect(kept.nextSeal).toBeUndefined()
  expect(readRevocationList(der(kept.seal.revoked)).number).toBe(2)
})

it('the root’s key signs for no other root', async () => {
  const custody = { origin: 'localhost/log', address: 'http://localhost', custodian: 'Vale', demonstration: true }
  const { rootKey } = await makeKeys(custody, now, seededChance('other'))
  const asked = makeSealRequest(await withNextSeal(await held()), 'http://localhost')
  const ceremony = { now, chance: seededChance('ceremony') }
  await expect(answerSealRequest(asked, rootKey, ceremony, [])).rejects.toThrow('not the private key of that root')
})

type Wrong = (stored: StoredKeys) => Promise<{ stored: StoredKeys; answer: SealAnswer; at?: number }>

const wrong: readonly (readonly [string, string, Wrong])[] = [
  [
    'of another root',
    'not signed by the root',
    async (stored) => {
      const custody = { origin: 'localhost/log', address: 'http://localhost', custodian: 'Vale', demonstration: true }
      const { stored: other } = await makeKeys(custody, now, seededChance('other'))
      return { stored, answer: { revoked: other.seal.revoked } }
    },
  ],
  [
    'brought twice',
    'not newer',
    async (stored) => {
      const answer = await answerFor(stored, now)
      return { stored: await withSealAnswer(stored, answer, now), answer }
    },
  ],
  [
    'that forgets a revocation',
    'not newer',
    async (stored) => {
      const before = await afterCeremony(stored, now, [revocation('0a')])
      const forgetful = await answerFor({ ...before, seal: { ...before.seal, revoked: stored.seal.revoked } }, now)
      const twice = await answerFor({ ...before, seal: { ...before.seal, revoked: forgetful.revoked } }, now)
      return { stored: before, answer: twice }
    },
  ],
  [
    'for another key',
    'of another key',
    async (stored) => {
      const other = await withNextSeal(stored)
      return { stored: await withNextSeal(stored), answer: await answerFor(other, now) }
    },
  ],
  [
    'for a key that nobody asked for',
    'No key of the seal waits',
    async (stored) => {
      return { stored, answer: await answerFor(await withNextSeal(stored), now) }
    },
  ],
  [
    'without the certificate',
    'brings no certificate',
    async (stored) => {
      return { stored: await withNextSeal(stored), answer: await answerFor(stored, now) }
    },
  ],
  [
    'that comes too late',
    'run out',
    async (stored) => {
      const asking = await withNextSeal(stored)
      return { stored: asking, answer: await answerFor(asking, now), at: now + 3.5 * year }
    },
  ],
]

it.each(wrong)('an answer %s is refused', async (_what, words, make) => {
  const { stored, answer, at = now } = await make(await held())
  await expect(withSealAnswer(stored, answer, at)).rejects.toThrow(words)
})
