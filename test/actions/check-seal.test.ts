import 'reflect-metadata'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { expect, it } from 'vitest'
import { checkSealDaily, listSealFaults } from '../../src/actions/check-seal.ts'
import { rotateKey } from '../../src/actions/rotate-key.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { startClock } from '../../src/jobs/schedule.ts'
import { importKeys, parseStoredKeys } from '../../src/keys/key-ring.ts'
import { purposes, readSerial } from '../../src/keys/x509.ts'
import { afterCeremony, answerFor } from '../support/ceremony.ts'
import { appOf, browserBefore } from '../support/app.ts'
import { openRegister, testKeys, testRootKey } from '../support/register.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { enterDeskByPages } from '../support/walk-pages.ts'

const day = 86_400_000
const es256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const { digitalSignature, nonRepudiation, keyAgreement } = KeyUsageFlags
const sealing = new KeyUsagesExtension(digitalSignature | nonRepudiation, true)
const agreeing = new KeyUsagesExtension(digitalSignature | nonRepudiation | keyAgreement, true)
const der = (text = '') => Uint8Array.from(Buffer.from(text, 'base64'))
const held = async () => parseStoredKeys(await testKeys())

it('a sound seal is told as one, on the health page and at the desk', async () => {
  const { parts } = await openRegister()
  expect(await listSealFaults(parts)).toEqual([])
  const browser = browserBefore(parts)
  await enterDeskByPages(browser)
  expect((await browser.open('/desk/clock')).text).toContain('The seal was tried just now, and all is well with it.')
})

it('what is wrong is on the health page and at the desk, and fails the job of the day', async () => {
  const { parts, clock, events } = await openRegister()
  clock.now += 3.1 * 366 * day
  const words = 'The certificate of the seal has run out, or does not count yet.'
  await startClock(parts)(['check-seal'])
  expect(events).toContainEqual({ kind: 'seal-unsound', words })
  const health: { seal: { faults: string[] }; jobs: { job: string; state: string }[] } = await (
    await appOf(parts).request('/health')
  ).json()
  expect(health.seal.faults).toContain(words)
  expect(health.jobs.find(({ job }) => job === 'check-seal')?.state).toBe('failing')
  const browser = browserBefore(parts)
  expect((await enterDeskByPages(browser)).text).toContain('Try the seal, and look at its certificate')
  expect((await browser.open('/desk/clock')).text).toContain(`Failed ${words}`)
})

type Spoil = (parts: Parts) => Promise<Parts>
const spoiled: readonly (readonly [string, string, Spoil])[] = [
  [
    'of another key',
    'of another key',
    async (parts) => withSealer(parts, async ({ sealer }, own) => ({ ...own, sign: sealer.sign })),
  ],
  ['under another root', 'did not sign', async (parts) => withSealer(parts, async ({ sealer }) => sealer)],
  [
    'that is revoked',
    'is revoked',
    async (parts) => {
      const stored = await held()
      const moment = new Date(parts.clock())
      const serial = readSerial(der(stored.seal.chain[0]))
      const answer = await answerFor(stored, parts.clock(), [
        { serial, revokedOn: moment, reason: 'keyCompromise', invalidSince: moment },
      ])
      return { ...parts, keys: await importKeys({ ...stored, seal: { ...stored.seal, revoked: answer.revoked } }) }
    },
  ],
  [
    'that does not count yet',
    'does not count yet',
    async (parts) => ({ ...parts, clock: () => parts.clock() - 800 * day }),
  ],
  ['that may sign other keys', 'not made for sealing', async (parts) => withLeaf(parts, { isAuthority: true })],
  ['that may do more than seal', 'not made for sealing', async (parts) => withLeaf(parts, { usage: agreeing })],
  [
    'that is not for documents',
    'not made for sealing',
    async (parts) => withLeaf(parts, { purpose: '1.3.6.1.5.5.7.3.3' }),
  ],
  [
    'whose list has run out',
    'list of the seal has run out',
    async (parts) => ({ ...parts, clock: () => parts.clock() + 800 * day }),
  ],
  [
    'whose list is another root’s',
    'is not the root’s',
    async (parts) => {
      const { revoked } = await makeSealKeys()
      return { ...parts, keys: { ...parts.keys, seal: { ...parts.keys.seal, revoked } } }
    },
  ],
  [
    'that is not held',
    'not among the keys held',
    async (parts) => {
      const keys = await importKeys(await afterCeremony(await held(), parts.clock()))
      await rotateKey({ ...parts, keys }, 'seal', 'routine')
      return parts
    },
  ],
]

it.each(spoiled)('a seal %s is found', async (_what, words, spoil) => {
  const { parts } = await openRegister()
  const wrong = await spoil(parts)
  expect(await listSealFaults(wrong)).toContainEqual(expect.stringContaining(words))
  await expect(checkSealDaily(wrong)).rejects.toMatchObject({ kind: 'seal-unsound' })
})

it('a host does not start with a certificate of another key', async () => {
  const [stored, { leaf }] = [await held(), await makeSealKeys()]
  const chain = [Buffer.from(leaf).toString('base64'), ...stored.seal.chain.slice(1)]
  await expect(importKeys({ ...stored, seal: { ...stored.seal, chain } })).rejects.toThrow('of another key')
})

type Unusual = { isAuthority?: boolean; usage?: KeyUsagesExtension; purpose?: string }

/** The parts of a register whose seal has a certificate that its root made for something else. */
async function withLeaf(parts: Parts, about: Unusual): Promise<Parts> {
  const { isAuthority = false, usage = sealing, purpose = purposes.documentSigning } = about
  const stored = await held()
  const root = new X509Certificate(der(stored.seal.chain[1]))
  const key = await crypto.subtle.importKey('pkcs8', der(await testRootKey()), es256, false, ['sign'])
  const own = new X509Certificate(der(stored.seal.chain[0]))
  const leaf = await X509CertificateGenerator.create({
    serialNumber: '0b',
    notBefore: own.notBefore,
    notAfter: own.notAfter,
    subject: own.subject,
    issuer: root.subject,
    publicKey: own.publicKey,
    signingKey: key,
    signingAlgorithm: es256,
    extensions: [
      new BasicConstraintsExtension(isAuthority, undefined, true),
      usage,
      new ExtendedKeyUsageExtension([purposes.emailProtection, purpose]),
    ],
  })
  const [first] = parts.keys.sealers
  const chain = [new Uint8Array(leaf.rawData), ...first.chain.slice(1)]
  return { ...parts, keys: { ...parts.keys, sealers: [{ ...first, chain }] } }
}

type Strange = Awaited<ReturnType<typeof makeSealKeys>>
async function withSealer(
  parts: Parts,
  make: (strange: Strange, own: Parts['keys']['sealers'][0]) => Promise<Parts['keys']['sealers'][0]>,
): Promise<Parts> {
  const [own] = parts.keys.sealers
  return { ...parts, keys: { ...parts.keys, sealers: [await make(await makeSealKeys(), own)] } }
}
