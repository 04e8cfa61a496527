import { describe, expect, it } from 'vitest'
import { changeSeat, endOffice, renewDeskLink, seatNewcomer } from '../../src/actions/desk-seats.ts'
import { requireCoordinator } from '../../src/actions/enter-desk.ts'
import { openDeskLink } from '../../src/actions/links.ts'
import { requireSession } from '../../src/actions/sessions.ts'
import { makeToken } from '../../src/actions/tokens.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { appOf } from '../support/app.ts'
import { faults, openRegister } from '../support/register.ts'
import { setStage, tokenFor } from '../support/stage.ts'

const nia = {
  name: 'Nia New',
  address: parseMailAddress('nia@desk.example'),
  role: 'assistant',
  employer: null,
} as const

async function openDesk() {
  const register = await openRegister()
  const [first, second] = await listCoordinators(register.parts.db)
  if (!first || !second) throw new Error('two people run the desk of the demonstration')
  const linkTo = async (address: string) => {
    const [mail] = (await register.mailbox(address)).filter(({ text }) => text.includes('/desk/links/'))
    return /\/desk\/links\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
  }
  return { ...register, first, second, linkTo }
}

describe('a newcomer', () => {
  it('comes in once by a mailed link, in the role they were given, and the other coordinator is told', async () => {
    const { parts, first, second, linkTo, mailbox } = await openDesk()
    const { id } = await seatNewcomer(parts, nia, first)
    const link = await linkTo(nia.address)
    const { token } = await openDeskLink(parts, link, 'Firefox/1')
    const session = await requireSession(parts, token, 'coordinator')
    await expect(requireCoordinator(parts, session, 'assistant')).resolves.toMatchObject({ id, name: nia.name })
    await expect(requireCoordinator(parts, session, 'coordinator')).rejects.toMatchObject({ kind: 'not-your-role' })
    await expect(openDeskLink(parts, link, '')).rejects.toMatchObject({ kind: 'link-expired' })
    expect(await mailbox(second.address)).toMatchObject([{ subject: 'Nia New has a role at the desk' }])
    expect(await mailbox(first.address)).toEqual([])
  })

  it('is seated once, also where two coordinators press together', async () => {
    const { instances, first, second, parts, mailbox } = await openDesk()
    const [one, other] = await instances(2)
    if (!one || !other) throw new Error('two instances were asked for')
    const pressed = await Promise.allSettled([seatNewcomer(one, nia, first), seatNewcomer(other, nia, second)])
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await listCoordinators(parts.db)).filter(({ address }) => address === nia.address)).toHaveLength(1)
    expect(await mailbox(nia.address)).toHaveLength(1)
  })

  it('who lost the link is mailed another, and the first one works no more', async () => {
    const { parts, clock, first, linkTo } = await openDesk()
    const { id } = await seatNewcomer(parts, nia, first)
    const older = await linkTo(nia.address)
    clock.now += 1000
    await renewDeskLink(parts, id, first)
    await expect(openDeskLink(parts, older, '')).rejects.toMatchObject({ kind: 'link-expired' })
    await expect(openDeskLink(parts, await linkTo(nia.address), '')).resolves.toHaveProperty('token')
  })

  it.each(faults)('whose seat %s is seated once when the coordinator presses again', async (fault) => {
    const { parts, first, breakNextWrite, check, mailbox } = await openDesk()
    breakNextWrite(fault)
    await expect(seatNewcomer(parts, nia, first)).rejects.toThrow('went dead')
    await seatNewcomer(parts, nia, first).catch(() => undefined)
    expect((await listCoordinators(parts.db)).filter(({ address }) => address === nia.address)).toHaveLength(1)
    expect(await mailbox(nia.address)).toHaveLength(1)
    await check()
  })
})

describe('whoever leaves the desk', () => {
  it('leaves nothing behind that opens it', async () => {
    const stage = await setStage()
    const { parts, first, approver } = stage
    const session = await tokenFor(parts, 'coordinator', first.id)
    const { token } = await makeToken(parts, { name: 'Site', scopes: ['read:desk'], days: 9 }, first)
    await endOffice(parts, first.id)
    await expect(requireSession(parts, session, 'coordinator')).rejects.toMatchObject({ kind: 'not-signed-in' })
    const link = stage.deskLink.split('/').at(-1) ?? ''
    await expect(openDeskLink(parts, link, '')).rejects.toMatchObject({ kind: 'link-expired' })
    const headers = { authorization: `Bearer ${token}` }
    expect((await appOf(parts).request('/api/v1/desk/sign-ups', { headers })).status).toBe(401)
    const { rows } = await parts.db.$client.execute('SELECT id FROM passkeys')
    expect(rows).toEqual([])
    await expect(
      requireSession(parts, await tokenFor(parts, 'coordinator', approver.id), 'coordinator'),
    ).resolves.toBeDefined()
  })

  it('is never the last coordinator, also where two end each other’s seats together', async () => {
    const { instances, first, second, parts } = await openDesk()
    const [one, other] = await instances(2)
    if (!one || !other) throw new Error('two instances were asked for')
    const pressed = await Promise.allSettled([endOffice(one, first.id), endOffice(other, second.id)])
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [last, ...more] = await listCoordinators(parts.db)
    expect(more).toEqual([])
    if (!last) throw new Error('nobody is left')
    await expect(endOffice(parts, last.id)).rejects.toMatchObject({ kind: 'last-coordinator' })
  })
})

describe('a role', () => {
  it('that is taken back is taken from the programs of whoever had it too', async () => {
    const { parts, first, second } = await openDesk()
    const wish = { name: 'Writer', scopes: ['write:register', 'read:desk'], days: 9 } as const
    const { token } = await makeToken(parts, wish, second)
    const headers = { authorization: `Bearer ${token}` }
    const ask = async (method: string, path: string) =>
      (
        await appOf(parts).request(`/api/v1/desk/${path}`, {
          method,
          headers,
          ...(method === 'POST' && { body: '{}' }),
        })
      ).status
    expect(await ask('POST', 'bodies')).toBe(422)
    await changeSeat(parts, second.id, { role: 'reader', employer: second.employer }, first)
    expect(await ask('POST', 'bodies')).toBe(403)
    expect(await ask('GET', 'sign-ups')).toBe(200)
  })
})
