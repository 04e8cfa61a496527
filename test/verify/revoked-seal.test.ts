import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseInstant } from '../../src/core/day.ts'
import { parseStoredKeys } from '../../src/keys/key-ring.ts'
import { makeKeys } from '../../src/keys/make-keys.ts'
import { readSerial } from '../../src/keys/x509.ts'
import { formatPolicy } from '../../src/log/policy.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { bundleFiles, findPapers, findTrust } from '../../src/verify/bundle.ts'
import { verifyCertificate } from '../../src/verify/certificate-verdict.ts'
import { sayVerdict, tellVerdict } from '../../src/verify/words.ts'
import { answerFor } from '../support/ceremony.ts'
import { certificateFiles, witnessedAt } from '../support/certificate-files.ts'
import { seededChance } from '../support/chance.ts'
import { testKeys } from '../support/register.ts'

const endings: (() => void)[] = []
let made: Awaited<ReturnType<typeof certificateFiles>>
beforeAll(async () => {
  made = await certificateFiles((tidy) => endings.push(tidy))
}, 60_000)
afterAll(() => endings.forEach((tidy) => tidy()))

const der = (text = '') => Uint8Array.from(Buffer.from(text, 'base64'))

/** The verdict where the seal's root says that a leaf, the seal's own unless told, is not to be trusted from a moment on. */
async function judge(since: number, { serial, without = [] }: { serial?: string; without?: readonly string[] } = {}) {
  const stored = parseStoredKeys(await testKeys())
  const revokedOn = new Date('2026-05-01T09:00:00Z')
  const revocation = {
    serial: serial ?? readSerial(der(stored.seal.chain[0])),
    revokedOn,
    reason: 'keyCompromise',
    invalidSince: new Date(since * 1000),
  } as const
  const { revoked } = await answerFor(stored, revokedOn.getTime(), [revocation])
  return judgeBy(der(revoked), without)
}

async function judgeBy(list: Uint8Array, without: readonly string[] = []) {
  const files = new Map(
    [...made.files, [bundleFiles.revoked, list] as const].filter(([name]) => !without.includes(name)),
  )
  const papers = findPapers(files)
  if (!papers) throw new Error('there is no certificate')
  return verifyCertificate(papers, findTrust(files), parseInstant('2026-03-05T12:00:00Z'))
}

it('a seal whose key counted no more before anybody else saw the file is not shown to be genuine, and the verdict says why', async () => {
  const verdict = await judge(witnessedAt)
  expect(verdict).toEqual({
    authentic: { answer: 'no', because: 'seal-revoked', since: '2026-03-04T11:00:00Z' },
    logged: { answer: 'unknown', because: 'not-authentic' },
    current: { answer: 'unknown', because: 'not-authentic' },
  })
  expect(sayVerdict(verdict)).toBe('Not shown to be genuine: the key of its seal was revoked')
  expect(tellVerdict(verdict)[0].because).toBe(
    'The key of the seal is revoked: from 4 March 2026 on somebody else may have sealed with it, and nothing shows that this file is older.',
  )
})

it('a file that a quorum of witnesses saw named in the log before that survives its key', async () => {
  const verdict = await judge(witnessedAt + 86_400)
  expect([verdict.authentic.answer, verdict.logged.answer, verdict.current.answer]).toEqual(['yes', 'yes', 'yes'])
  expect(verdict.authentic).toMatchObject({
    revoked: { since: '2026-03-05T11:00:00Z', seenAt: '2026-03-04T11:00:00Z' },
  })
  expect(tellVerdict(verdict)[0].because).toContain(
    'The key of the seal is revoked as from 5 March 2026; this file was seen before, on 4 March 2026.',
  )
})

it('without the proof of its issue nobody has seen it, whatever time it claims', async () => {
  const verdict = await judge(witnessedAt + 86_400, { without: [bundleFiles.issued] })
  expect(verdict.authentic).toMatchObject({ answer: 'no', because: 'seal-revoked' })
})

it('and without witnesses it is the register’s word, which a stolen key can give', async () => {
  const { policy } = made
  made.files.set(bundleFiles.policy, formatUtf8(formatPolicy({ ...policy, witnesses: [], groups: [], quorum: 'none' })))
  const verdict = await judge(witnessedAt + 86_400)
  made.files.set(bundleFiles.policy, formatUtf8(formatPolicy(policy)))
  expect(verdict.authentic).toMatchObject({ answer: 'no', because: 'seal-revoked' })
})

it('what is said of another seal is nothing to this one', async () => {
  const { authentic } = await judge(0, { serial: '0a' })
  expect(authentic).toEqual({ answer: 'yes', sealedAt: '2026-03-04T10:15:00Z', level: 'B-B', keyNamed: true })
})

it('a list that the root did not sign, or that cannot be read, is not believed', async () => {
  const custody = {
    origin: 'localhost:8787/log',
    address: 'http://localhost:8787',
    custodian: 'V',
    demonstration: true,
  }
  const { stored } = await makeKeys(custody, 0, seededChance('strangers'))
  const good = der(parseStoredKeys(await testKeys()).seal.revoked)
  const changed = good.map((byte, at) => (at === good.length - 1 ? byte ^ 1 : byte))
  for (const list of [der(stored.seal.revoked), changed, good.subarray(1), new Uint8Array()]) {
    // oxlint-disable-next-line no-await-in-loop -- four
    expect((await judgeBy(list)).authentic).toEqual({ answer: 'unknown', because: 'list-malformed' })
  }
})
