import { expect, it } from 'vitest'
import { eraseOld } from '../../src/actions/erase-old.ts'
import { appOf } from '../support/app.ts'
import { dumpTables } from '../support/dump.ts'
import { faults, openRegister } from '../support/register.ts'
import { setStage } from '../support/stage.ts'

const key = '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
const begin = { name: 'Pat Preparer', email: 'pat@example.org' }

/** A register and a program that begins sign-ups on it. */
async function open() {
  const register = await openRegister()
  const app = appOf(register.parts)
  const ask = async (body: object, sent: Record<string, string> = { 'idempotency-key': key }) => {
    const init = { method: 'POST', body: JSON.stringify(body), headers: sent }
    const answer = await app.request('/api/v1/sign-ups', init)
    return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') }
  }
  const count = async () => (await dumpTables(register.parts.db))['sign_ups']?.length ?? 0
  return { ...register, app, ask, count }
}

it('the same request with the same key is done once and answered alike, with and without quotes', async () => {
  const { ask, count } = await open()
  const before = await count()
  const first = await ask(begin)
  expect(first.status).toBe(201)
  expect(await ask(begin)).toEqual(first)
  expect(await ask(begin, { 'Idempotency-Key': key.replaceAll('"', '') })).toEqual(first)
  expect(await count()).toBe(before + 1)
  expect((await ask(begin, {})).text).not.toBe(first.text)
  expect(await count()).toBe(before + 2)
})

it('many at once are one, and whoever comes meanwhile is told so', async () => {
  const { ask, count } = await open()
  const before = await count()
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask(begin)))
  const given = answers.filter(({ status }) => status === 201)
  expect(new Set(given.map(({ text }) => text)).size).toBe(1)
  for (const { status, text } of answers.filter((one) => one.status !== 201)) {
    expect([status, JSON.parse(text)]).toMatchObject([409, { type: '/problems/in-progress' }])
  }
  expect(await count()).toBe(before + 1)
})

it('another request with the same key is refused', async () => {
  const { ask, count } = await open()
  await ask(begin)
  const before = await count()
  const other = await ask({ ...begin, name: 'Somebody Else' })
  expect([other.status, JSON.parse(other.text)]).toMatchObject([422, { type: '/problems/key-reused' }])
  expect(await count()).toBe(before)
})

it('what was refused did nothing, and leaves its key free', async () => {
  const { ask } = await open()
  expect((await ask({ name: 'Pat Preparer' })).status).toBe(422)
  expect((await ask(begin)).status).toBe(201)
})

it.each(['', 'again', '"8e03978e"', '8e03978e-40d5-43dd-bc93-6894a57f9324;a'])(
  'the key %j is refused',
  async (sent) => {
    const { ask, count } = await open()
    const before = await count()
    const answer = await ask(begin, { 'idempotency-key': sent })
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([422, { errors: [{ field: 'Idempotency-Key' }] }])
    expect(await count()).toBe(before)
  },
)

it('is kept for a day, tells a thief of the database nothing, and is erased by the clock', async () => {
  const { ask, clock, parts, count } = await open()
  const first = await ask(begin)
  const kept = async () => (await dumpTables(parts.db))['repeats'] ?? []
  expect(await kept()).toHaveLength(1)
  const { session, id } = JSON.parse(first.text)
  for (const secret of [session, id, 'session']) expect(JSON.stringify(await kept())).not.toContain(secret)
  clock.now += 86_400_000 - 1000
  await eraseOld(parts)
  expect(await ask(begin)).toEqual(first)
  clock.now += 2000
  const before = await count()
  expect((await ask(begin)).text).not.toBe(first.text)
  expect(await count()).toBe(before + 1)
  clock.now += 2 * 86_400_000
  await eraseOld(parts)
  expect(await kept()).toEqual([])
})

it.each(faults)(
  'where a write %s, the key is free again after a minute, and then the request is done',
  async (fault) => {
    const register = await open()
    register.breakNextWrite(fault)
    expect((await register.ask(begin)).status).toBe(500)
    register.clock.now += 61_000
    expect((await register.ask(begin)).status).toBe(201)
    await register.check()
  },
)

it('is of whoever asks: another coordinator with the same key and request is another one', async () => {
  const stage = await setStage()
  const app = appOf(stage.parts)
  const ask = async (person: 'coordinator' | 'second coordinator') => {
    const headers = { authorization: `Bearer ${await stage.seat(person)}`, 'idempotency-key': key }
    const body = JSON.stringify({ name: 'Our intranet', scopes: ['read:desk'], days: 3 })
    return (await app.request('/api/v1/desk/tokens', { method: 'POST', headers, body })).text()
  }
  const first = await ask('coordinator')
  // The session is another one, the person is not.
  expect(await ask('coordinator')).toBe(first)
  expect(await ask('second coordinator')).not.toBe(first)
})

it('serves as the key of an act, where it can', async () => {
  const stage = await setStage()
  const app = appOf(stage.parts)
  const own = '019cb857-fca0-7c79-82ee-35c7f74b6a5e'
  const act = { act: 'announce-end', body: stage.body, on: '2028-05', reason: 'abolished' }
  const headers = { authorization: `Bearer ${await stage.seat('coordinator')}`, 'idempotency-key': `"${own}"` }
  const answer = await app.request('/api/v1/desk/acts', { method: 'POST', headers, body: JSON.stringify({ act }) })
  const { entries } = await answer.json()
  const { rows } = await stage.parts.db.$client.execute({
    sql: 'SELECT key FROM entries WHERE position = ?',
    args: [entries[0]],
  })
  expect(rows).toMatchObject([{ key: `act:${own}:0` }])
})
