import { describe, expect, it } from 'vitest'
import { confirmSignatory, mailSignatoryCode } from '../../src/actions/confirm-signatory.ts'
import { enterDesk, mailDeskCode } from '../../src/actions/enter-desk.ts'
import { fillInSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { findOpenLink, openDeskLink, openLink } from '../../src/actions/links.ts'
import { readMailbox } from '../../src/actions/mails.ts'
import { now, stamp } from '../../src/actions/parts.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { endOwnSession, leave, listSessions, requireSession } from '../../src/actions/sessions.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { demonstration } from '../../src/demonstration.ts'
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
    await expect(enterDesk(parts, desk, code, { agent: '' })).rejects.toMatchObject({ kind: 'code-wrong' })
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
      enterDesk(parts, address, 'x', { agent: '' }).then(
        () => 'in',
        (error: unknown) => (error instanceof Refusal ? [error.kind, error.words] : error),
      )
    const stranger = await words('stranger@example.org')
    expect(await words(desk)).toEqual(stranger)
    await mailDeskCode(parts, desk)
    for (let n = 0; n < 7; n += 1) expect(await words(desk)).toEqual(stranger)
  })
})

describe('strangers who ask for a coordinator’s codes', () => {
  const enter = async (register: Register, known?: string) => {
    const { parts, clock, mailbox } = register
    // Of two mails the later one is the one people read.
    clock.now += seconds
    await mailDeskCode(parts, desk, known)
    const [newest] = (await mailbox(desk)).filter(({ subject }) => subject.startsWith('Your code'))
    const typed = /\b\d{6}\b/.exec(newest?.text ?? '')?.[0] ?? ''
    return enterDesk(parts, desk, typed, { agent: 'Firefox/1', known })
  }
  const limited = () => openRegister(demonstration, undefined, { MAILS_PER_DAY: '5' })

  it('have five a day, and so has each browser from which the coordinator came in before', async () => {
    const register = await limited()
    const { parts } = register
    const { token } = await enter(register)
    register.clock.now += seconds
    for (let n = 0; n < 7; n += 1) await mailDeskCode(parts, desk)
    expect((await register.mailbox(desk)).length).toBe(6)
    await expect(enter(register)).rejects.toMatchObject({ kind: 'code-wrong' })
    await expect(enter(register, token)).resolves.toHaveProperty('token')
    register.clock.now += seconds
    for (let n = 0; n < 7; n += 1) await mailDeskCode(parts, desk, token)
    expect((await register.mailbox(desk)).length).toBe(6 + 1 + 5)
    await expect(enter(register, token)).rejects.toMatchObject({ kind: 'code-wrong' })
    register.clock.now += 25 * hours
    await expect(enter(register, token)).resolves.toHaveProperty('token')
  })

  it('make no code worthless that was asked for from a known browser, and use up none of its tries', async () => {
    const register = await limited()
    const { parts } = register
    const { token } = await enter(register)
    register.clock.now += seconds
    await mailDeskCode(parts, desk, token)
    const [newest] = await register.mailbox(desk)
    const typed = /\b\d{6}\b/.exec(newest?.text ?? '')?.[0] ?? ''
    register.clock.now += seconds
    await mailDeskCode(parts, desk)
    for (let n = 0; n < 30; n += 1) {
      await expect(enterDesk(parts, desk, 'x', { agent: '' })).rejects.toMatchObject({ kind: 'code-wrong' })
    }
    await expect(enterDesk(parts, desk, typed, { agent: '' })).rejects.toMatchObject({ kind: 'code-wrong' })
    await expect(enterDesk(parts, desk, typed, { agent: '', known: token })).resolves.toHaveProperty('token')
  })

  it('are known by no session of somebody else, and by no text that they make up', async () => {
    const register = await limited()
    const { parts } = register
    const { token } = await register.start()
    for (let n = 0; n < 5; n += 1) await mailDeskCode(parts, desk)
    for (const known of [token, '', 'nonsense', 'A'.repeat(64)]) await mailDeskCode(parts, desk, known)
    expect((await register.mailbox(desk)).length).toBe(5)
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
    const pressed = await Promise.allSettled([openDeskLink(parts, token, ''), openDeskLink(parts, token, '')])
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(openDeskLink(parts, token, '')).rejects.toMatchObject({ kind: 'link-expired' })
  })

  it('is not spent by being looked at', async () => {
    const { parts, deskLink } = await openRegister()
    const token = deskLink.split('/').at(-1) ?? ''
    for (let n = 0; n < 3; n += 1) await findOpenLink(parts, token, 'desk')
    await expect(openDeskLink(parts, token, '')).resolves.toHaveProperty('token')
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
  it('is listed where it began, by its browser, for whoever it is of, and ended from elsewhere', async () => {
    const { parts, deskLink } = await openRegister()
    const { token } = await openDeskLink(
      parts,
      deskLink.split('/').at(-1) ?? '',
      'Mozilla/5.0 (X11; Linux) Firefox/150.0',
    )
    const { id, subject } = await requireSession(parts, token, 'coordinator')
    expect(await listSessions(parts, subject)).toMatchObject([{ id, client: 'Firefox on Linux', begunAt: now(parts) }])
    await expect(endOwnSession(parts, stamp(parts).id(), id)).rejects.toMatchObject({ kind: 'not-found' })
    await endOwnSession(parts, subject, id)
    await expect(requireSession(parts, token, 'coordinator')).rejects.toMatchObject({ kind: 'not-signed-in' })
    expect(await listSessions(parts, subject)).toEqual([])
    await expect(endOwnSession(parts, subject, id)).rejects.toMatchObject({ kind: 'not-found' })
  })

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
