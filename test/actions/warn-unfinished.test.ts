import { expect, it } from 'vitest'
import { setBoardDay } from '../../src/actions/await-board.ts'
import { declineSignUp } from '../../src/actions/end-sign-up.ts'
import { eraseOld } from '../../src/actions/erase-old.ts'
import { fillInSignUp, requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { warnUnfinished } from '../../src/actions/warn-unfinished.ts'
import { parseFullDay } from '../../src/core/day.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { demonstration } from '../../src/demonstration.ts'
import { findSignUp } from '../../src/storage/read/sign-ups.ts'
import { dumpTables } from '../support/dump.ts'
import { faults, openRegister, type Register } from '../support/register.ts'

const day = 86_400_000
const clerk = 'ffion@vale.example'
const sean = 'second@vale.example'
const preparer = 'mina@vale.example'

it('a week before it is erased the preparer and whoever still has to sign are warned, once, with links that work', async () => {
  const register = await openRegister()
  const { parts, clock } = register
  const id = await sent(register)
  await register.sign(clerk)
  const { entries } = await dumpTables(parts.db)
  clock.now += 83 * day - 1000
  await warnUnfinished(parts)
  expect(await warned(register)).toEqual([])
  clock.now += 2000
  await warnUnfinished(parts)
  await warnUnfinished(parts)
  clock.now += 6 * day
  await warnUnfinished(parts)
  expect(await warned(register)).toEqual([preparer, sean])
  expect((await register.mailbox(sean))[0]?.text).toContain('we erase it on 2 June 2026')
  expect(await register.invite(sean)).toMatchObject({ role: 'invited' })

  // Nobody does anything: the lone signature goes with the rest, and nothing of it was ever public.
  clock.now += 2 * day
  await warnUnfinished(parts)
  await eraseOld(parts)
  expect(await findSignUp(parts.db, id)).toBeUndefined()
  const after = await dumpTables(parts.db)
  expect([after.acts, after.entries]).toEqual([[], entries])
  // The mails went with it, and there are no new ones.
  expect(await warned(register)).toEqual([])
  await register.check()
})

it('whoever signs after the warning keeps it, and it is warned of anew when nobody touches it again', async () => {
  const register = await openRegister()
  const { parts, clock } = register
  const id = await sent(register)
  clock.now += 84 * day
  await warnUnfinished(parts)
  clock.now += day
  await register.sign(clerk)
  clock.now += 80 * day
  await eraseOld(parts)
  await warnUnfinished(parts)
  expect(await findSignUp(parts.db, id)).toBeDefined()
  expect(await warned(register)).toEqual([clerk, preparer, sean])
  clock.now += 4 * day
  await warnUnfinished(parts)
  expect(await warned(register)).toEqual([clerk, preparer, preparer, sean, sean])
  await register.check()
})

it('what everybody has signed is the coordinators’ to check: they are told again', async () => {
  const register = await openRegister()
  const { parts, clock } = register
  await register.signUp()
  const waiting = async () =>
    (await parts.db.$client.execute(`SELECT count(*) AS n FROM mails WHERE template = 'waiting'`)).rows[0]?.['n']
  const before = Number(await waiting())
  clock.now += 84 * day
  await warnUnfinished(parts)
  expect(await waiting()).toBe(before * 2)
  expect(await warned(register)).toEqual([preparer])
})

it('nobody is warned of what was declined, and nothing is erased or warned of before its board has met', async () => {
  const register = await openRegister()
  const { parts, clock } = register
  await declineSignUp(parts, await sent(register), '', 'Ffion Tŷ')
  const id = await sent(register)
  await setBoardDay(parts, id, parseFullDay('2026-09-01'))
  clock.now = Date.parse('2026-11-20T09:00:00Z')
  await warnUnfinished(parts)
  await eraseOld(parts)
  expect([await warned(register), (await requireSignUp(parts, id)).boardOn]).toEqual([[], '2026-09-01'])
  clock.now = Date.parse('2026-11-24T09:00:00Z')
  await warnUnfinished(parts)
  expect(await warned(register)).toEqual([clerk, preparer, sean])
  expect((await register.mailbox(clerk))[0]?.text).toContain('we erase it on 30 November 2026')
  clock.now = Date.parse('2026-12-01T09:00:00Z')
  await eraseOld(parts)
  expect(await findSignUp(parts.db, id)).toBeUndefined()
})

it('where what is unfinished is kept for a few days only, its people are warned half way', async () => {
  const register = await openRegister(demonstration, undefined, { UNFINISHED_DAYS: '4' })
  await register.start()
  register.clock.now += 2 * day - 1000
  await warnUnfinished(register.parts)
  expect(await warned(register)).toEqual([])
  register.clock.now += 2000
  await warnUnfinished(register.parts)
  expect(await warned(register)).toEqual([preparer])
})

it.each(faults)('a warning that %s is given once, whoever tries it again at the same time', async (fault) => {
  const register = await openRegister()
  await sent(register)
  register.clock.now += 84 * day
  register.breakNextWrite(fault)
  await expect(warnUnfinished(register.parts)).rejects.toThrow('went dead')
  const others = await register.instances(3)
  await Promise.all([register.parts, ...others].map(async (parts) => warnUnfinished(parts)))
  expect(await warned(register)).toEqual([clerk, preparer, sean])
  await register.check()
})

async function sent({ parts, start, answers }: Register): Promise<Uuid> {
  const { id } = await start()
  await fillInSignUp(parts, id, answers({ signatories: [{}, {}] }))
  await sendSignUp(parts, id)
  return id
}

async function warned({ parts }: Register): Promise<readonly unknown[]> {
  const { rows } = await parts.db.$client.execute(
    `SELECT address FROM mails WHERE template = 'unfinished' ORDER BY address`,
  )
  return rows.map(({ address }) => address)
}
