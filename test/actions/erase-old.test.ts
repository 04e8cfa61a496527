import { expect, it } from 'vitest'
import { eraseOld } from '../../src/actions/erase-old.ts'
import { fillInSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { parseDisclosure } from '../../src/core/disclosure.ts'
import { demonstration } from '../../src/demonstration.ts'
import { acts } from '../../src/storage/private-schema.ts'
import { dumpTables } from '../support/dump.ts'
import { faults, openRegister, type Register } from '../support/register.ts'

const day = 86_400_000

it('what nobody touched is kept to the last day and gone on the next, with everything that belongs to it', async () => {
  const register = await openRegister()
  const { id } = await register.start()
  await fillInSignUp(register.parts, id, register.answers())
  await sendSignUp(register.parts, id)
  await register.confirm('ffion@vale.example')
  register.clock.now += 90 * day - 1000
  await eraseOld(register.parts)
  expect(await counts(register)).toMatchObject({ sign_ups: 1 })
  register.clock.now += 2000
  await eraseOld(register.parts)
  expect(await counts(register)).toEqual({ acts: 0, codes: 0, links: 1, mails: 0, sessions: 0, sign_ups: 0 })
  await register.check()
})

it('a shorter time may be set, a longer one than the first entry promises may not', async () => {
  const register = await openRegister(demonstration, undefined, { UNFINISHED_DAYS: '10' })
  await register.start()
  register.clock.now += 10 * day + 1000
  await eraseOld(register.parts)
  expect(await counts(register)).toMatchObject({ sign_ups: 0 })
})

it('of an accepted signing the browser goes first, mails with it, the evidence years later; the log never', async () => {
  const register = await openRegister()
  await register.signUp()
  await register.accept()
  await register.settle()
  const { entries, disclosures } = await dumpTables(register.parts.db)
  const client = async () => (await register.parts.db.select().from(acts))[0]?.client
  const values = (await client())?.split('~').map((text) => parseDisclosure(text).value)
  expect(values).toContain('192.0.2.7')
  register.clock.now += 90 * day + 1000
  await eraseOld(register.parts)
  expect(await client()).toBeNull()
  expect(await counts(register)).toMatchObject({ acts: 1, mails: 0, sign_ups: 1 })
  await register.check()
  register.clock.now += 2100 * day
  await eraseOld(register.parts)
  expect(await counts(register)).toMatchObject({ acts: 0, sign_ups: 0 })
  const after = await dumpTables(register.parts.db)
  expect([after.entries, after.disclosures]).toEqual([entries, disclosures])
})

it.each(faults)('an erasure that %s is made good by the next', async (fault) => {
  const register = await openRegister()
  await register.start()
  register.clock.now += 91 * day
  register.breakNextWrite(fault)
  await expect(eraseOld(register.parts)).rejects.toThrow('went dead')
  await eraseOld(register.parts)
  expect(await counts(register)).toMatchObject({ sign_ups: 0 })
})

it('where nothing is old nothing is written', async () => {
  const register = await openRegister()
  await register.start()
  register.breakNextWrite('failed and was not kept')
  await eraseOld(register.parts)
  expect(register.isWhole()).toBe(false)
})

async function counts({ parts }: Register): Promise<Record<string, unknown>> {
  const tables = ['acts', 'codes', 'links', 'mails', 'sessions', 'sign_ups']
  const rows = await Promise.all(
    tables.map(async (table) => {
      const { rows: found } = await parts.db.$client.execute(`SELECT count(*) AS n FROM ${table}`)
      return [table, found[0]?.['n']]
    }),
  )
  return Object.fromEntries(rows)
}
