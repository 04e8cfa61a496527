import { describe, expect, it } from 'vitest'
import { erasePerson } from '../../src/actions/erase-person.ts'
import { offerSigningPasskey, offerStatement } from '../../src/actions/offer-signing-passkey.ts'
import { stamp } from '../../src/actions/parts.ts'
import { signEdition } from '../../src/actions/sign-edition.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { parsePasskeyStatement } from '../../src/core/passkey-statement.ts'
import { formatBase64Url, parseBase64Url } from '../../src/encoding/base64.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { verifyPasskeyEvidence } from '../../src/verify/passkey-evidence.ts'
import { dumpTables } from '../support/dump.ts'
import { Authenticator, type Manner } from '../support/authenticator.ts'
import { faults } from '../support/register.ts'
import { withSignatory } from '../support/signing-passkey.ts'

const minutes = 60_000
const refused = { kind: 'passkey-wrong', field: 'passkey' }

describe('an act of signing with a passkey', () => {
  it('is kept with what shows later that the passkey approved it, and with the same record as any other', async () => {
    const { parts, device, press, approve, kept, accept, check } = await withSignatory()
    await approve(await press())
    const [record] = await kept()
    expect(record && (await verifyPasskeyEvidence(record))).toEqual({ valid: true })
    expect(record?.passkey).toMatchObject({
      credential: device.id,
      rpId: 'localhost',
      flags: { uv: true, be: false, bs: false },
      counter: 1,
      registration: { at: '2026-03-04T10:15:00Z' },
    })
    const statement = record?.passkey && parsePasskeyStatement(parseBase64Url(record.passkey.statement))
    expect(statement).toMatchObject({
      purpose: 'signature',
      origin: parts.address,
      signature: { id: record?.id, edition: record?.edition, text: record?.text, body: record?.body },
      confirmedBy: 'mailed-code',
      issuedAt: '2026-03-04T10:15:00Z',
      expiresAt: '2026-03-04T10:20:00Z',
    })
    await accept()
    await check()
  })

  it('is challenged by the digest of a statement, for the passkey that was made for it', async () => {
    const { press, draw, sign, device, kept } = await withSignatory()
    const { sealed, options } = await draw(await press())
    await sign(await press(), { sealed, answer: device.use(options) })
    const [record] = await kept()
    const statement = parseBase64Url(record?.passkey?.statement ?? '')
    expect(options).toMatchObject({
      challenge: formatBase64Url(sha256(statement)),
      allowCredentials: [{ id: device.id }],
      userVerification: 'required',
    })
  })

  it('has a statement that nobody could have guessed, and none of another', async () => {
    const { editions, press, approve, kept } = await withSignatory((all) => ({ editions: all.slice(0, 2) }))
    for (const edition of editions) await approve(await press({}, edition))
    const records = await kept()
    const nonces = records.map(({ passkey }) => parsePasskeyStatement(parseBase64Url(passkey?.statement ?? '')).nonce)
    expect(new Set(nonces).size).toBe(2)
    expect(await Promise.all(records.map(verifyPasskeyEvidence))).toEqual([{ valid: true }, { valid: true }])
    const [one, other] = records
    const swapped = one && other?.passkey && (await verifyPasskeyEvidence({ ...one, passkey: other.passkey }))
    expect(swapped).toEqual({ valid: false, reason: 'other-act' })
  })

  it('writes nothing until it is done, and is done without a passkey where the visitor said no', async () => {
    const { parts, press, draw, sign, kept } = await withSignatory()
    const before = await dumpTables(parts.db)
    await draw(await press())
    expect(await dumpTables(parts.db)).toEqual(before)
    await sign(await press(), undefined)
    expect(await kept()).toEqual([expect.not.objectContaining({ passkey: expect.anything() })])
  })

  it.each(['ES256', 'EdDSA', 'RS256'] as const)('may be approved by a passkey that signs with %s', async (kind) => {
    const { parts, press, draw, sign, kept } = await withSignatory()
    const made = new Authenticator(parts.address, kind)
    const { sealed, options } = await draw(await press(), {}, made)
    await sign(await press(), { sealed, answer: made.use(options) })
    const [record] = await kept()
    const passkey = record?.passkey
    if (!passkey) throw new Error('nothing was signed')
    expect(await verifyPasskeyEvidence(record)).toEqual({ valid: true })
    const signature = parseBase64Url(passkey.signature)
    const changed = formatBase64Url(signature.with(9, (signature[9] ?? 0) ^ 1))
    const verdict = await verifyPasskeyEvidence({ ...record, passkey: { ...passkey, signature: changed } })
    expect(verdict).toEqual({ valid: false, reason: 'wrong-signature' })
  })

  it('is told where a passkey was synced to other devices', async () => {
    const { press, draw, sign, device, kept } = await withSignatory()
    const { sealed, options } = await draw(await press(), { synced: true })
    await sign(await press(), { sealed, answer: device.use(options, { synced: true }) })
    expect(await kept()).toMatchObject([{ passkey: { flags: { be: true, bs: true } } }])
  })

  it('shows the same after the name and the mailbox were erased', async () => {
    const { parts, press, approve, kept, accept, settle } = await withSignatory()
    await approve(await press())
    const [record] = await kept()
    await accept()
    await settle()
    const wish = { address: parseMailAddress('ffion@vale.example'), name: undefined, digests: [], kept: true }
    await erasePerson(parts, { ...wish, ground: 'objection', key: stamp(parts).id() })
    expect(await kept()).toEqual([])
    expect(record && (await verifyPasskeyEvidence(record))).toEqual({ valid: true })
    const text = JSON.stringify(record)
    const statement = new TextDecoder().decode(parseBase64Url(record?.passkey?.statement ?? ''))
    for (const secret of ['Ffion', 'Clerk', 'vale.example']) {
      expect(text).not.toContain(secret)
      expect(statement).not.toContain(secret)
    }
  })

  it.each(faults)('whose write %s is signed once when it is pressed again', async (fault) => {
    const { press, draw, sign, device, kept, breakNextWrite, isWhole, check } = await withSignatory()
    const { sealed, options } = await draw(await press())
    const approval = { sealed, answer: device.use(options) }
    breakNextWrite(fault)
    await expect(sign(await press(), approval)).rejects.toThrow('went dead')
    expect(isWhole()).toBe(true)
    await sign(await press(), approval)
    expect(await kept()).toHaveLength(1)
    await check()
  })
})

describe('no passkey signs', () => {
  it.each<[string, Manner]>([
    ['at another site', { origin: 'https://register.example.net' }],
    ['for another domain', { domain: 'register.example.net' }],
    ['in a frame of another site', { framed: true }],
    ['by the answer of another ceremony', { type: 'webauthn.create' }],
    ['without a finger, face or number', { verified: false }],
    ['as one that is on several devices, which it was not when it was made', { synced: true }],
  ])('%s', async (_what, manner) => {
    const { press, approve, kept } = await withSignatory()
    await expect(approve(await press(), manner)).rejects.toMatchObject(refused)
    expect(await kept()).toEqual([])
    await approve(await press())
    expect(await kept()).toHaveLength(1)
  })

  it('that was not shown to be somebody’s when it was made', async () => {
    const { press, draw } = await withSignatory()
    await expect(draw(await press(), { verified: false })).rejects.toMatchObject(refused)
  })

  it('other than the one that was made for it', async () => {
    const { parts, press, draw, sign, device } = await withSignatory()
    const { sealed, options } = await draw(await press())
    const other = new Authenticator(parts.address).use(options)
    await expect(sign(await press(), { sealed, answer: other })).rejects.toMatchObject(refused)
    const disguised = { ...other, id: device.id, rawId: device.id }
    await expect(sign(await press(), { sealed, answer: disguised })).rejects.toMatchObject(refused)
  })

  it('five minutes after its statement was handed out, and the words say so', async () => {
    const { press, draw, sign, device, clock } = await withSignatory()
    const { sealed, options } = await draw(await press())
    clock.now += 5 * minutes
    const late = sign(await press(), { sealed, answer: device.use(options) })
    await expect(late).rejects.toMatchObject({ ...refused, words: expect.stringContaining('longer than 5 minutes') })
    const again = await draw(await press())
    clock.now += 5 * minutes - 1000
    await sign(await press(), { sealed: again.sealed, answer: device.use(again.options) })
  })

  it('five minutes after it was asked for', async () => {
    const { parts, session, press, device, clock } = await withSignatory()
    const { edition, ...own } = await press()
    const answer = device.make(await offerSigningPasskey(parts, session, edition, own))
    clock.now += 5 * minutes
    await expect(offerStatement(parts, session, edition, { ...own, answer })).rejects.toMatchObject(refused)
  })

  it('another edition than its statement is about', async () => {
    const { editions, press, draw, sign, device } = await withSignatory((all) => ({ editions: all.slice(0, 2) }))
    const [first, second] = editions
    const { sealed, options } = await draw(await press({}, first))
    const approval = { sealed, answer: device.use(options) }
    await expect(sign(await press({}, second), approval)).rejects.toMatchObject(refused)
    await sign(await press({}, first), approval)
  })

  it('words that were typed anew since: a name, or a role and the statement with it', async () => {
    const { press, draw, sign, device, kept } = await withSignatory()
    const { sealed, options } = await draw(await press())
    const approval = { sealed, answer: device.use(options) }
    await expect(sign(await press({ name: 'Fflur Tŷ' }), approval)).rejects.toMatchObject(refused)
    await expect(sign(await press({ role: 'Chair' }), approval)).rejects.toMatchObject({ kind: 'statement-changed' })
    expect(await kept()).toEqual([])
    await sign(await press(), approval)
  })

  it('what another person is asked to sign', async () => {
    const one = await withSignatory()
    const { sealed, options } = await one.draw(await one.press())
    const other = await withSignatory(() => ({ signatories: [{ address: 'owen@vale.example' }] }))
    const approval = { sealed, answer: one.device.use(options) }
    await expect(other.sign(await other.press(), approval)).rejects.toMatchObject(refused)
  })

  it('by a statement that nobody handed out', async () => {
    const { press, draw, sign, device } = await withSignatory()
    const { sealed, options } = await draw(await press())
    const answer = device.use(options)
    for (const made of ['', 'AAAA', sealed.slice(1), `${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'Q' : 'A'}`]) {
      await expect(sign(await press(), { sealed: made, answer })).rejects.toMatchObject(refused)
    }
  })

  it('twice: what is signed is signed', async () => {
    const { parts, session, press, draw, sign, device, kept } = await withSignatory()
    const pressed = await press()
    const { sealed, options } = await draw(pressed)
    const approval = { sealed, answer: device.use(options) }
    await Promise.all([sign(pressed, approval), sign(pressed, approval)])
    await sign(pressed, approval)
    expect(await kept()).toHaveLength(1)
    await expect(draw(pressed)).rejects.toMatchObject({ kind: 'already-done' })
    const { edition, ...plain } = pressed
    await signEdition(parts, session, edition, plain)
    expect(await kept()).toMatchObject([{ passkey: { counter: 1 } }])
  })
})
