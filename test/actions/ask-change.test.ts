import { expect, it } from 'vitest'
import { askChange, changeAsked } from '../../src/actions/ask-change.ts'
import { returnSignUp } from '../../src/actions/return-sign-up.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { fillInSignUp, requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { tellPerson } from '../../src/actions/tell-person.ts'
import { erasePerson } from '../../src/actions/erase-person.ts'
import { stamp } from '../../src/actions/parts.ts'
import type { AskedChange } from '../../src/core/asked-change.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { stateOf } from '../../src/core/sign-up.ts'
import { findBodyById } from '../../src/storage/read/bodies.ts'
import { listChangesOf } from '../../src/storage/read/changes.ts'
import { asText } from '../../src/core/told.ts'
import { listDisclosures, logSize } from '../../src/storage/read/entries.ts'
import { findSigning, type Signing } from '../../src/storage/read/signings.ts'
import { listStandings } from '../../src/storage/read/standings.ts'
import { openRegister, type Register } from '../support/register.ts'

const chair = { name: 'Nia Newcomer', role: 'Chair', address: parseMailAddress('nia@vale.example') }
const [today, ahead] = [parseFullDay('2026-03-04'), parseFullDay('2026-05-01')]

it('withdraws on a day ahead: asked for, confirmed through the mailbox, checked, and only then entered', async () => {
  const register = await openRegister()
  const signing = await signed(register)
  const size = await logSize(register.parts.db)
  const id = await ask(register, { purpose: 'withdraw', signing: signing.id, on: ahead, reason: 'We merge.' })
  await register.sign(chair.address)
  expect(stateOf(await requireSignUp(register.parts, id))).toBe('awaiting-check')
  expect(await logSize(register.parts.db)).toBe(size)

  const accepted = await register.accept(id)
  expect(accepted).toEqual([{ reference: signing.reference, entry: size, edition: signing.edition }])
  expect(await register.accept(id)).toEqual(accepted)
  expect(await standingOn(register, signing, today)).toEqual({ name: 'in-force' })
  expect(await standingOn(register, signing, ahead)).toEqual({ name: 'withdrawn', since: ahead })
  const change = (await listChangesOf(register.parts.db, signing.body)).at(-1)
  expect(change).toMatchObject({ type: 'signing.withdrawn', on: ahead, ground: 'We merge.' })
  const told = (await register.mailbox(chair.address)).filter(({ text }) => text.includes('/bodies/'))
  expect(told.map(({ text }) => text.includes('withdraw from the Shropshire Compact 2014 with effect'))).toEqual([true])
  await register.check()
})

it('re-affirms by the role of whoever is in office now; the day of signing stays', async () => {
  const register = await openRegister()
  const signing = await signed(register)
  const id = await ask(register, { purpose: 'reaffirm', signing: signing.id, on: today })
  await register.sign(chair.address)
  await register.accept(id)
  const change = (await listChangesOf(register.parts.db, signing.body)).at(-1)
  expect(change).toMatchObject({ type: 'signing.reaffirmed', on: today, by: 'Chair' })
  expect((await findSigning(register.parts.db, signing.reference))?.signedOn).toBe(signing.signedOn)
  await register.check()
})

it('takes somebody from elsewhere where the coordinator works for the body', async () => {
  const register = await openRegister()
  const signing = await signed(register)
  const by = await register.coordinator()
  const id = await ask(register, { purpose: 'withdraw', signing: signing.id, on: today })
  await register.sign(chair.address)
  const own = (await findBodyById(register.parts.db, signing.body))?.name ?? ''
  expect(await register.accept(id, { ...by, employer: own })).toEqual([])
  expect(await register.accept(id)).toHaveLength(1)
})

it.each<[string, (signing: Signing) => AskedChange, string]>([
  [
    'a withdrawal before the signing',
    ({ id }) => ({ purpose: 'withdraw', signing: id, on: parseFullDay('2026-03-01') }),
    'field-invalid',
  ],
  ['a re-affirmation ahead', ({ id }) => ({ purpose: 'reaffirm', signing: id, on: ahead }), 'field-invalid'],
  ['what is not on the register', ({ body }) => ({ purpose: 'withdraw', signing: body, on: today }), 'not-found'],
])('asks nobody for %s', async (_case, changeOf, kind) => {
  const register = await openRegister()
  const signing = await signed(register)
  await expect(ask(register, changeOf(signing))).rejects.toMatchObject({ kind })
  expect(await register.mailbox(chair.address)).toEqual([])
})

it('asks nobody a second time for what has ended already', async () => {
  const register = await openRegister()
  const signing = await signed(register)
  const withdrawal: AskedChange = { purpose: 'withdraw', signing: signing.id, on: today }
  const id = await ask(register, withdrawal)
  await register.sign(chair.address)
  await register.accept(id)
  await expect(ask(register, withdrawal)).rejects.toMatchObject({ kind: 'already-done' })
})

it('is not entered before it is confirmed, nor without a check', async () => {
  const register = await openRegister()
  const signing = await signed(register)
  const id = await ask(register, { purpose: 'withdraw', signing: signing.id, on: today })
  await expect(register.accept(id)).rejects.toMatchObject({ kind: 'signature-missing' })
  await register.sign(chair.address)
  await expect(register.accept(id, undefined, [])).rejects.toMatchObject({ kind: 'field-invalid' })
})

it('is sent back like a sign-up, and never becomes one', async () => {
  const register = await openRegister()
  const signing = await signed(register)
  const id = await ask(register, { purpose: 'withdraw', signing: signing.id, on: today })
  await register.sign(chair.address)
  register.clock.now += 1000
  await returnSignUp(register.parts, id, 'Who is Nia?')
  expect((await register.mailbox(chair.address))[0]?.text).toContain('to withdraw from the Shropshire Compact 2014')
  const later = { on: ahead, reason: 'We merge.' }
  await changeAsked(register.parts, id, later)
  const { change } = (await requireSignUp(register.parts, id)).draft
  expect(change).toEqual({ purpose: 'withdraw', signing: signing.id, ...later })
  const before = { on: parseFullDay('2026-03-01'), reason: undefined }
  await expect(changeAsked(register.parts, id, before)).rejects.toMatchObject({ kind: 'field-invalid' })
  const editions = [{ edition: signing.edition, language: 'en' }]
  await expect(fillInSignUp(register.parts, id, { editions })).rejects.toMatchObject({ kind: 'already-done' })
  register.clock.now += 1000
  await sendSignUp(register.parts, id)
  await expect(changeAsked(register.parts, id, later)).rejects.toMatchObject({ kind: 'already-done' })
  await register.sign(chair.address)
  expect(await register.accept(id)).toHaveLength(1)
  expect(await standingOn(register, signing, today)).toEqual({ name: 'in-force' })
  expect(await standingOn(register, signing, ahead)).toEqual({ name: 'withdrawn', since: ahead })
  await register.check()
})

it('what was written down of whoever asked is found for them, and erased; the account quotes a record without it', async () => {
  const register = await openRegister()
  const signing = await signed(register)
  const id = await ask(register, { purpose: 'reaffirm', signing: signing.id, on: today })
  await register.sign(chair.address)
  const [{ entry } = { entry: -1 }] = await register.accept(id)
  const told = await tellPerson(register.parts, { address: chair.address, name: undefined })
  const own = told.disclosures.filter((one) => one.entry === entry)
  expect(own.map(({ name }) => name).toSorted()).toEqual(['account', 'role'])
  const role = own.filter(({ name }) => name === 'role').map(({ digest }) => digest)
  const wish = { name: undefined, digests: role, kept: false, ground: 'objection' } as const
  await erasePerson(register.parts, { address: chair.address, key: stamp(register.parts).id(), ...wish })
  const change = (await listChangesOf(register.parts.db, signing.body)).find(({ entry: at }) => at === entry)
  expect(change?.by).toBeNull()
  expect((await listDisclosures(register.parts.db, entry)).map(({ name }) => name).toSorted()).toEqual([
    'account',
    'approver.1',
  ])
  const account = (await listDisclosures(register.parts.db, entry)).find(({ name }) => name === 'account')
  for (const words of [chair.name, chair.address]) expect(asText(account?.value)).not.toContain(words)
  expect(await register.mailbox(chair.address)).toEqual([])
  await register.check()
})

async function signed(register: Register): Promise<Signing> {
  await register.signUp()
  const [{ reference } = { reference: '' }] = await register.accept()
  const signing = await findSigning(register.parts.db, reference)
  if (!signing) throw new Error('what was accepted is not there')
  register.clock.now += 1000
  return signing
}

async function ask(register: Register, change: AskedChange) {
  return askChange(register.parts, chair, change)
}

async function standingOn({ parts: { db } }: Register, { id, body }: Signing, on: ReturnType<typeof parseFullDay>) {
  return (await listStandings(db, { id: body, endedOn: null }, on)).find(({ signing }) => signing.id === id)?.standing
}
