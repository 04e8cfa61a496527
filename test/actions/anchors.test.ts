import { expect, it } from 'vitest'
import { listAnchors } from '../../src/actions/anchors.ts'
import { parseInstant } from '../../src/core/day.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { parsePem } from '../../src/encoding/pem.ts'
import { keepStampTry } from '../../src/storage/write/stamp-tries.ts'
import { appOf } from '../support/app.ts'
import { openRegister } from '../support/register.ts'

const at = parseInstant('2026-03-04T09:00:00Z')
const first = { authority: 'first.example', der: formatUtf8('the root of the first') }
const second = { authority: 'second.example', der: formatUtf8('the root of the second') }
const set = ({ authority, der }: typeof first) => ({
  name: authority,
  url: `https://${authority}/`,
  anchor: der,
  policy: '1.2.3',
})

it('whom a register ever trusted for time stays published when the settings name somebody else', async () => {
  const register = await openRegister()
  const read = async (authorities: ReturnType<typeof set>[]) => {
    const parts = { ...register.parts, authorities }
    const answer = await appOf(parts).request('/seal/authorities.pem')
    expect(answer.status).toBe(200)
    return parsePem(await answer.text())
  }
  const titled = ({ authority, der }: typeof first) => ({ title: authority, der })
  expect(await read([])).toEqual([])
  expect(await read([set(first)])).toEqual([titled(first)])
  // One that never gave a good time-stamp has nothing that depends on it.
  expect(await read([set(second)])).toEqual([titled(second)])

  await keepStampTry(register.parts.db, first, at, 'unreadable')
  expect(await read([set(second)])).toEqual([titled(second)])
  await keepStampTry(register.parts.db, first, at, null)
  await keepStampTry(register.parts.db, first, at, null)
  expect(await read([set(second)])).toEqual([titled(second), titled(first)])
  expect(await read([set(first), set(second)])).toEqual([titled(first), titled(second)])

  // The same name may come to another root, and both are needed.
  const renewed = { ...first, der: formatUtf8('the next root of the first') }
  await keepStampTry(register.parts.db, renewed, at, null)
  expect(await listAnchors({ ...register.parts, authorities: [] })).toHaveLength(2)
})
