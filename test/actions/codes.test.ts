import { describe, expect, it } from 'vitest'
import { confirmSignatory, mailSignatoryCode } from '../../src/actions/confirm-signatory.ts'
import { enterDesk, mailDeskCode } from '../../src/actions/enter-desk.ts'
import { fillInSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { findOpenLink, openLink } from '../../src/actions/links.ts'
import { readMailbox } from '../../src/actions/mails.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { leave, requireSession } from '../../src/actions/sessions.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { openRegister, type Register } from '../support/register.ts'

const clerk = 'ffion@vale.example'
const desk = 'coordinator@example.org'
const seconds = 1000
const hours = 3600 * seconds
const days = 24 * hours

/** A sign-up that is sent, and its signatory behind the link but not confirmed yet. */
async function invited() {
  const register = await openRegister()
  const { id } = await register.start()
  await fillInSignUp(register.parts, id, register.answers())
  await sendSignUp(register.parts, id)
  const session = await register.invite(clerk)
  await mailSignatoryCode(register.parts, session)
  const enter = async (typed: string) => confirmSignatory(register.parts, session, typed)
  const code = await register.readCode(clerk)
  return { ...register, session, enter, code, wrong: code === '000000' ? '000001' : '000000' }
}

describe('a six-digit code', () => {
  it('lets the signatory in, once', async () => {
    const { parts, enter, code } = await invited()
    const { token } = await enter(code)
    await expect(requireSession(parts, token, 'signatory')).resolves.toMatchObject({ signatory: 1 })
    await expect(enter(code)).rejects.toMatchObject({ kind: 'code-expired' })
  })

  it('lets one of two in who type it at once', async () => {
    const { enter, code } = await invited()
    const tries = await Promise.allSettled([enter(code), enter(code), enter(code)])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('works in the last second of its ten minutes', async () => {
    const { clock, enter, code } = await invited()
    clock.now += 599 * seconds
    await expect(enter(code)).resolves.toHaveProperty('token')
  })

  it('has run out when ten minutes are over', async () => {
    const { clock, enter, code } = await invited()
    clock.now += 600 * seconds
    await expect(enter(code)).rejects.toMatchObject({ kind: 'code-expired' })
  })

  it('may be mistyped four times, and then typed', async () => {
    const { enter, code, wrong } = await invited()
    for (let n = 0; n < 4; n += 1) await expect(enter(wrong)).rejects.toMatchObject({ kind: 'code-wrong' })
    await expect(enter(code)).resolves.toHaveProperty('token')
  })

  it('is worthless after five tries, the right one too', async () => {
    const { enter, code, wrong } = await invited()
    for (let n = 0; n < 5; n += 1) await expect(enter(wrong)).rejects.toMatchObject({ kind: 'code-wrong' })
    await expect(enter(code)).rejects.toMatchObject({ kind: 'too-many-tries' })
  })

  it('is worthless too where twenty-five of one person were mistyped within an hour, and works again after it', async () => {
    const { parts, clock, session, enter, readCode } = await invited()
    const renew = async () => {
      clock.now += seconds
      await mailSignatoryCode(parts, session)
      return readCode(clerk)
    }
    for (let n = 0; n < 25; n += 1) {
      if (n % 5 === 0) await renew()
      await expect(enter('x')).rejects.toMatchObject({ kind: 'code-wrong' })
    }
    const right = await renew()
    await expect(enter(right)).rejects.toMatchObject({ kind: 'too-many-tries' })
    clock.now += 3600 * seconds
    const later = await renew()
    await expect(enter(later)).resolves.toHaveProperty('token')
  })

  it('that was mistyped and then typed leaves nothing against its person', async () => {
    const { parts, clock, session, enter, readCode } = await invited()
    for (let n = 0; n < 8; n += 1) {
      clock.now += seconds
      await mailSignatoryCode(parts, session)
      for (let tries = 0; tries < 4; tries += 1) await expect(enter('x')).rejects.toMatchObject({ kind: 'code-wrong' })
      await expect(enter(await readCode(clerk))).resolves.toHaveProperty('token')
    }
  })

  it('has five tries, also for many who try at once', async () => {
    const { enter, wrong } = await invited()
    const tries = await Promise.allSettled(Array.from({ length: 9 }, async () => enter(wrong)))
    const refused = (kind: string) =>
      tries.filter((one) => one.status === 'rejected' && one.reason instanceof Refusal && one.reason.kind === kind)
    expect([refused('code-wrong').length, refused('too-many-tries').length]).toEqual([5, 4])
  })

  it('is worthless when a newer one was mailed', async () => {
    const { parts, clock, session, enter, code, readCode } = await invited()
    clock.now += seconds
    await mailSignatoryCode(parts, session)
    const newer = await readCode(clerk)
    expect(newer).not.toBe(code)
    await expect(enter(code)).rejects.toMatchObject({ kind: 'code-wrong' })
    await expect(enter(newer)).resolves.toHaveProperty('token')
  })

  it.each(['', '12345', '1234567', ' 123456', '１２３４５６', 'abcdef'])('is not %j', async (typed) => {
    const { enter } = await invited()
    await expect(enter(typed)).rejects.toMatchObject({ kind: 'code-wrong' })
  })

  it('of the desk opens no signature, and that of a signature no desk', async () => {
    const { parts, enter, code, readCode } = await invited()
    await mailDeskCode(parts, desk)
    const ofDesk = await readCode(desk)
    expect(ofDesk).not.toBe(code)
    await expect(enter(ofDesk)).rejects.toMatchObject({ kind: 'code-wrong' })
    await expect(enterDesk(parts, desk, code)).rejects.toMatchObject({ kind: 'code-wrong' })
  })

  it('is in no table', async () => {
    const { parts, code } = await invited()
    const { rows } = await parts.db.$client.execute('SELECT * FROM codes')
    const { rows: mails } = await parts.db.$client.execute('SELECT * FROM mails')
    expect(JSON.stringify([rows, mails])).not.toContain(code)
  })

  it('goes to coordinators alone, and nothing tells who they are', async () => {
    const { parts } = await openRegister()
    await expect(mailDeskCode(parts, 'stranger@example.org')).resolves.toBeUndefined()
    expect(await readMailbox(parts)).toEqual([])
    const words = async (address: string) =>
      enterDesk(parts, address, 'x').then(
        () => 'in',
        (error: unknown) => (error instanceof Refusal ? [error.kind, error.words] : error),
      )
    const stranger = await words('stranger@example.org')
    expect(await words(desk)).toEqual(stranger)
    await mailDeskCode(parts, desk)
    for (let n = 0; n < 7; n += 1) expect(await words(desk)).toEqual(stranger)
  })
})

describe('a link', () => {
  const tokenIn = async (register: Register, to: string, path: string) => {
    const [mail] = (await register.mailbox(to)).filter(({ text }) => text.includes(path))
    return mail?.text.split(path)[1]?.split(/\s/)[0] ?? ''
  }

  it('works in the last second of its 42 days, however often', async () => {
    const register = await openRegister()
    await register.start()
    const token = await tokenIn(register, 'mina@vale.example', '/sign/links/')
    register.clock.now += 42 * days - seconds
    await openLink(register.parts, token, 'resume')
    await expect(openLink(register.parts, token, 'resume')).resolves.toHaveProperty('token')
  })

  it('has run out when 42 days are over', async () => {
    const register = await openRegister()
    await register.start()
    const token = await tokenIn(register, 'mina@vale.example', '/sign/links/')
    register.clock.now += 42 * days
    await expect(openLink(register.parts, token, 'resume')).rejects.toMatchObject({ kind: 'link-expired' })
  })

  it('of the desk works once, also for two who press at once', async () => {
    const { parts, deskLink } = await openRegister()
    const token = deskLink.split('/').at(-1) ?? ''
    const pressed = await Promise.allSettled([openLink(parts, token, 'desk'), openLink(parts, token, 'desk')])
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(openLink(parts, token, 'desk')).rejects.toMatchObject({ kind: 'link-expired' })
  })

  it('is not spent by being looked at', async () => {
    const { parts, deskLink } = await openRegister()
    const token = deskLink.split('/').at(-1) ?? ''
    for (let n = 0; n < 3; n += 1) await findOpenLink(parts, token, 'desk')
    await expect(openLink(parts, token, 'desk')).resolves.toHaveProperty('token')
  })

  it('opens what it is for and nothing else', async () => {
    const register = await openRegister()
    await register.start()
    const token = await tokenIn(register, 'mina@vale.example', '/sign/links/')
    await expect(openLink(register.parts, token, 'signature', 'desk')).rejects.toMatchObject({ kind: 'link-unknown' })
    await expect(requireSession(register.parts, token, 'preparer')).rejects.toMatchObject({ kind: 'not-signed-in' })
  })

  it('with any letter changed is one we do not know', async () => {
    const { parts, deskLink } = await openRegister()
    const token = deskLink.split('/').at(-1) ?? ''
    for (const at of [0, 10, 21, 22, 40, 63]) {
      const other = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
      await expect(findOpenLink(parts, other, 'desk')).rejects.toMatchObject({ kind: 'link-unknown' })
    }
    for (const other of ['', token.slice(1), `${token}A`, `${token}=`, `${token} `]) {
      await expect(findOpenLink(parts, other, 'desk')).rejects.toMatchObject({ kind: 'link-unknown' })
    }
  })
})

describe('a session', () => {
  it('lasts eight hours, not a second longer', async () => {
    const { parts, clock, start } = await openRegister()
    const { token } = await start()
    clock.now += 8 * hours - seconds
    await expect(requireSession(parts, token, 'preparer')).resolves.toHaveProperty('role', 'preparer')
    clock.now += seconds
    await expect(requireSession(parts, token, 'preparer')).rejects.toMatchObject({ kind: 'not-signed-in' })
  })

  it('ends when somebody leaves', async () => {
    const { parts, start } = await openRegister()
    const { token } = await start()
    await leave(parts, token)
    await expect(requireSession(parts, token, 'preparer')).rejects.toMatchObject({ kind: 'not-signed-in' })
  })

  it.each(['invited', 'signatory', 'coordinator'] as const)('of a preparer is none of role %s', async (role) => {
    const { parts, start } = await openRegister()
    const { token } = await start()
    await expect(requireSession(parts, token, role)).rejects.toMatchObject({ kind: 'not-signed-in' })
  })

  it.each([undefined, '', 'nonsense', 'A'.repeat(64)])('is none of %j', async (token) => {
    const { parts } = await openRegister()
    await expect(requireSession(parts, token, 'preparer')).rejects.toMatchObject({ kind: 'not-signed-in' })
  })
})
