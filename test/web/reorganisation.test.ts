import { expect, it } from 'vitest'
import { findBody } from '../../src/storage/read/bodies.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { appOf } from '../support/app.ts'
import { setStage } from '../support/stage.ts'

async function atTheDesk() {
  const stage = await setStage()
  const headers = { origin: stage.parts.address, cookie: `desk=${await stage.seat('coordinator')}` }
  const post = (fields: Record<string, string>) =>
    appOf(stage.parts).request('/desk/bodies', { method: 'POST', headers, body: new URLSearchParams(fields) })
  return { ...stage, post }
}

const merged = {
  key: '019cb857-fca0-7c79-82ee-35c7f74b6a62',
  name: 'Vale and Hill Parish Council',
  kind: 'town-or-parish-council',
  'on-day': '1',
  'on-month': '3',
  'on-year': '2026',
  'from-1': 'Accepted Parish Council',
  'relation-1': 'successor',
  ends: 'merged',
}

it('one press makes an organisation and ends what it was made from, and a second press does nothing', async () => {
  const { parts, post, check } = await atTheDesk()
  const before = await logSize(parts.db)
  const answer = await post(merged)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/bodies/vale-and-hill-parish-council'])
  expect((await post({ ...merged, another: 'yes' })).status).toBe(303)
  expect(await logSize(parts.db)).toBe(before + 2)
  const old = await findBody(parts.db, 'accepted-parish-council')
  const made = await findBody(parts.db, 'vale-and-hill-parish-council')
  expect(old).toMatchObject({ endedOn: '2026-02-28', endReason: 'merged', successors: [{ successor: made?.id }] })
  expect(made).toMatchObject({ startedOn: '2026-03-01', origins: [{ body: old?.id, relation: 'successor' }] })
  await check()
})

it.each([
  [{ 'on-day': '', 'on-month': '', 'on-year': '' }, 'on-day'],
  [{ 'from-1': 'Nobody Council' }, 'from-1'],
  [{ 'on-year': '2036' }, 'on-day'],
  [{ 'from-1': '' }, 'from-1'],
  [{ name: '' }, 'name'],
])('a mistake in %o leads to its field, and nothing is written', async (typed, field) => {
  const { parts, post } = await atTheDesk()
  const before = await logSize(parts.db)
  const answer = await post({ ...merged, ...typed })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain(`href="#${field}"`)
  expect(page).toContain(`id="${field}"`)
  expect(await logSize(parts.db)).toBe(before)
})
