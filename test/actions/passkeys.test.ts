import { describe, expect, it } from 'vitest'
import { addPasskey, enterByPasskey, offerPasskey, offerSignIn, removePasskey } from '../../src/actions/passkeys.ts'
import { requireSession } from '../../src/actions/sessions.ts'
import { listPasskeys } from '../../src/storage/read/passkeys.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { Authenticator, type Manner } from '../support/authenticator.ts'
import { faults, openRegister } from '../support/register.ts'

const minutes = 60_000

/** A desk whose first coordinator has added a passkey. */
async function withPasskey() {
  const register = await openRegister()
  const { parts } = register
  const [first, second] = await listCoordinators(parts.db)
  if (!first || !second) throw new Error('two people run the desk of the demonstration')
  const device = new Authenticator(parts.address)
  await addPasskey(parts, { answer: device.make(await offerPasskey(parts, first)), name: 'Office' }, first)
  const enter = async (manner?: Manner) =>
    enterByPasskey(parts, device.use(await offerSignIn(parts), manner), 'Firefox/1')
  return { ...register, first, second, device, enter }
}

describe('a passkey', () => {
  it('opens the desk for whoever added it, again and again', async () => {
    const { parts, first, enter } = await withPasskey()
    await enter()
    const { token } = await enter()
    expect(await requireSession(parts, token, 'coordinator')).toMatchObject({ subject: first.id, client: 'Firefox' })
    expect(await listPasskeys(parts.db, first.id)).toMatchObject([
      { name: 'Office', counter: 2, transports: ['internal'] },
    ])
  })

  it.each<[string, Manner]>([
    ['made for another site', { origin: 'https://register.example.net' }],
    ['of another domain', { domain: 'register.example.net' }],
    ['without a finger, face or number', { verified: false }],
    ['that counts no further than before', { counter: 1 }],
  ])('opens nothing by an answer %s', async (_what, manner) => {
    const { enter } = await withPasskey()
    await enter()
    await expect(enter(manner)).rejects.toMatchObject({ kind: 'passkey-wrong' })
    await expect(enter({ counter: 9 })).resolves.toHaveProperty('token')
  })

  it('answers a challenge once, also where both arrive together', async () => {
    const { parts, device } = await withPasskey()
    const asked = await offerSignIn(parts)
    const [one, other] = [device.use(asked), device.use(asked)]
    const tries = await Promise.allSettled([one, other].map((answer) => enterByPasskey(parts, answer, '')))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(enterByPasskey(parts, device.use(asked), '')).rejects.toMatchObject({ kind: 'passkey-wrong' })
  })

  it('that was copied opens the desk for one of the two who have come as far', async () => {
    const { enter } = await withPasskey()
    const tries = await Promise.allSettled([enter({ counter: 5 }), enter({ counter: 5 })])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('answers within five minutes', async () => {
    const { parts, clock, device } = await withPasskey()
    const asked = await offerSignIn(parts)
    clock.now += 5 * minutes - 1000
    await expect(enterByPasskey(parts, device.use(asked), '')).resolves.toHaveProperty('token')
    const again = await offerSignIn(parts)
    clock.now += 5 * minutes
    await expect(enterByPasskey(parts, device.use(again), '')).rejects.toMatchObject({ kind: 'passkey-wrong' })
  })

  it('opens nothing by a challenge that was asked for to add one, or that nobody made', async () => {
    const { parts, first, device } = await withPasskey()
    const strange = { challenge: 'A'.repeat(64) }
    for (const asked of [await offerPasskey(parts, first), strange, { challenge: '' }]) {
      await expect(enterByPasskey(parts, device.use(asked), '')).rejects.toMatchObject({ kind: 'passkey-wrong' })
    }
  })

  it('opens nothing by the signature of another one', async () => {
    const { parts, device } = await withPasskey()
    const forged = {
      ...new Authenticator(parts.address).use(await offerSignIn(parts)),
      id: device.id,
      rawId: device.id,
    }
    await expect(enterByPasskey(parts, forged, '')).rejects.toMatchObject({ kind: 'passkey-wrong' })
  })

  it('is added once, and to nobody else', async () => {
    const { parts, second, device } = await withPasskey()
    const again = { answer: device.make(await offerPasskey(parts, second)), name: 'Mine' }
    await expect(addPasskey(parts, again, second)).rejects.toMatchObject({ kind: 'passkey-wrong' })
    expect(await listPasskeys(parts.db, second.id)).toEqual([])
  })

  it('is added only where somebody showed that it is theirs', async () => {
    const { parts, second } = await withPasskey()
    const unseen = new Authenticator(parts.address).make(await offerPasskey(parts, second), { verified: false })
    await expect(addPasskey(parts, { answer: unseen, name: 'Mine' }, second)).rejects.toMatchObject({
      kind: 'passkey-wrong',
    })
  })

  it('is removed by whoever has it, and by nobody else', async () => {
    const { parts, first, second, device, enter } = await withPasskey()
    await expect(removePasskey(parts, second, device.id)).rejects.toMatchObject({ kind: 'not-found' })
    await removePasskey(parts, first, device.id)
    await expect(enter()).rejects.toMatchObject({ kind: 'passkey-wrong' })
  })

  it('opens nothing for somebody who has left the desk', async () => {
    const { parts, first, enter } = await withPasskey()
    const leave = { sql: 'UPDATE coordinators SET ended_at = ? WHERE id = ?', args: ['2026-03-04T10:15:00Z', first.id] }
    await parts.db.$client.execute(leave)
    await expect(enter()).rejects.toMatchObject({ kind: 'passkey-wrong' })
  })

  it.each(faults)('whose sign-in %s opens the desk when it is used again', async (fault) => {
    const { enter, breakNextWrite, isWhole, check } = await withPasskey()
    breakNextWrite(fault)
    await expect(enter()).rejects.toThrow('went dead')
    expect(isWhole()).toBe(true)
    await expect(enter()).resolves.toHaveProperty('token')
    await check()
  })
})
