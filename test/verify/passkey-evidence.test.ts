import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatEvidence, parseEvidence, type OnlineEvidence } from '../../src/core/evidence.ts'
import type { PasskeyUse } from '../../src/core/passkey-use.ts'
import { parseInstant } from '../../src/core/day.ts'
import { concatBytes } from '../../src/encoding/bytes.ts'
import { unlessMalformed } from '../../src/encoding/malformed.ts'
import { formatBase64Url, parseBase64Url } from '../../src/encoding/base64.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { verifyPasskeyEvidence, type PasskeyFault, type PasskeyVerdict } from '../../src/verify/passkey-evidence.ts'
import { withSignatory } from '../support/signing-passkey.ts'

/** The record of one signature with a passkey, as it is kept. */
let record: OnlineEvidence
let use: PasskeyUse

beforeAll(async () => {
  const { press, approve, kept } = await withSignatory(undefined, afterAll)
  await approve(await press())
  const [made] = await kept()
  if (!made?.passkey) throw new Error('nothing was signed')
  record = made
  use = made.passkey
})

const later = parseInstant('2026-03-04T10:15:01Z')
const verify = async (changed: Partial<OnlineEvidence>) => verifyPasskeyEvidence({ ...record, ...changed })

const bits = [1, 2, 4, 8, 16, 32, 64, 128]

/** What is kept as bytes, each as it is read and put back. */
const kept: readonly [string, () => string, (text: string) => PasskeyUse][] = [
  ['statement', () => use.statement, (statement) => ({ ...use, statement })],
  ['authenticatorData', () => use.authenticatorData, (authenticatorData) => ({ ...use, authenticatorData })],
  ['clientDataJSON', () => use.clientDataJSON, (clientDataJSON) => ({ ...use, clientDataJSON })],
  ['signature', () => use.signature, (signature) => ({ ...use, signature })],
  ['credential', () => use.credential, (credential) => ({ ...use, credential })],
  ['publicKey', () => use.publicKey, (publicKey) => ({ ...use, publicKey })],
  [
    'attestationObject',
    () => use.registration.attestationObject,
    (attestationObject) => ({ ...use, registration: { ...use.registration, attestationObject } }),
  ],
  [
    'clientDataJSON of the registration',
    () => use.registration.clientDataJSON,
    (clientDataJSON) => ({ ...use, registration: { ...use.registration, clientDataJSON } }),
  ],
]

describe('what is kept of a passkey', () => {
  it('shows by itself that it approved the act', async () => {
    expect(await verifyPasskeyEvidence(record)).toEqual({ valid: true })
  })

  it.each(kept)('shows nothing once any bit of its %s is another', async (_name, read, put) => {
    const bytes = parseBase64Url(read())
    const flips = [...bytes].flatMap((byte, at) => bits.map((bit) => bytes.with(at, byte ^ bit)))
    const verdicts = await Promise.all(flips.map((flipped) => verify({ passkey: put(formatBase64Url(flipped)) })))
    expect(verdicts).toHaveLength(bytes.length * 8)
    expect(verdicts.filter(({ valid }) => valid)).toEqual([])
  })

  it('shows nothing once any character of it is another, whatever it becomes', async () => {
    const text = formatEvidence(record)
    const begins = text.indexOf('"passkey":')
    const ends = text.indexOf('"sd":', begins)
    const bytes = formatUtf8(text)
    expect(await verdictOn(bytes)).toEqual({ valid: true })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: begins, max: ends - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, mask) => !(await verdictOn(bytes.with(at, (bytes[at] ?? 0) ^ mask))).valid,
      ),
      { numRuns: 500 },
    )
  })

  it.each<[string, (whole: OnlineEvidence) => Partial<OnlineEvidence>]>([
    ['id', ({ signUp }) => ({ id: signUp })],
    ['sign-up', ({ id }) => ({ signUp: id })],
    ['signatory', () => ({ signatory: 2 })],
    ['edition', ({ id }) => ({ edition: id })],
    ['language', () => ({ language: 'cy' })],
    ['text', () => ({ text: '0'.repeat(64) })],
    ['organisation', () => ({ body: { name: 'Another Parish Council' } })],
    ['act', () => ({ act: 'withdraw from it' })],
    ['authority', () => ({ mandate: 'resolution' })],
    ['confirmation', () => ({ confirmedBy: 'handed-slip' })],
    ['name, role, words and mailbox', ({ sd }) => ({ sd: sd.map((digest) => digest.split('').toReversed().join('')) })],
  ])('shows nothing of an act with another %s', async (_what, change) => {
    expect(await verify(change(record))).toEqual({ valid: false, reason: 'other-act' })
  })

  it('shows nothing of an act before its statement was made, or once that had run out', async () => {
    const at = (instant: string) => verify({ signedAt: parseInstant(instant) })
    expect(await at('2026-03-04T10:14:59Z')).toEqual({ valid: false, reason: 'out-of-time' })
    expect(await at('2026-03-04T10:19:59Z')).toEqual({ valid: true })
    expect(await at('2026-03-04T10:20:00Z')).toEqual({ valid: false, reason: 'out-of-time' })
  })

  it.each<[string, () => PasskeyUse, PasskeyFault]>([
    ['that says how often it signed, and did not', () => ({ ...use, counter: 7 }), 'not-as-kept'],
    ['of another maker', () => ({ ...use, aaguid: use.aaguid.replace('0', '1') }), 'not-as-kept'],
    ['said to be copied', () => ({ ...use, flags: { ...use.flags, be: true, bs: true } }), 'not-as-kept'],
    ['under another id', () => ({ ...use, credential: 'AAAA' }), 'other-key'],
    ['of another site', () => ({ ...use, rpId: 'example.org' }), 'other-site'],
    [
      'made at another time',
      () => ({ ...use, registration: { ...use.registration, at: later } }),
      'other-registration',
    ],
    ['with a statement that is none', () => ({ ...use, statement: 'e30' }), 'malformed'],
  ])('says why it shows nothing: a passkey %s', async (_what, change, reason) => {
    expect(await verify({ passkey: change() })).toEqual({ valid: false, reason })
  })

  it('says that there was none', async () => {
    const { passkey: _none, ...without } = record
    expect(await verifyPasskeyEvidence(without)).toEqual({ valid: false, reason: 'no-passkey' })
  })

  it('has one way to be written: a signature in another form of the same numbers is none', async () => {
    const der = parseBase64Url(use.signature)
    const [tag = 0, length = 0] = der
    const long = formatBase64Url(concatBytes(Uint8Array.of(tag, 0x81, length), der.slice(2)))
    expect(await verify({ passkey: { ...use, signature: long } })).toEqual({ valid: false, reason: 'malformed' })
  })
})

/** What the record of an act in some bytes shows. */
async function verdictOn(bytes: Uint8Array): Promise<PasskeyVerdict> {
  const read = unlessMalformed(() => parseEvidence(parseUtf8(bytes)))
  return read?.v === 2 && read.method === 'online' ? verifyPasskeyEvidence(read) : { valid: false, reason: 'malformed' }
}
