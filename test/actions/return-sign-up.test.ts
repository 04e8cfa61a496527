import { describe, expect, it } from 'vitest'
import { mailSignatoryCode } from '../../src/actions/confirm-signatory.ts'
import { fillInSignUp, nameSignatory, requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { openLink } from '../../src/actions/links.ts'
import { renewLink } from '../../src/actions/renew-link.ts'
import { recallSignUp, returnSignUp } from '../../src/actions/return-sign-up.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { listRequests, signEdition } from '../../src/actions/sign-edition.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { stateOf } from '../../src/core/sign-up.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { demonstration } from '../../src/demonstration.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { faults, openRegister, press, type Register } from '../support/register.ts'

const clerk = 'ffion@vale.example'
const preparer = 'mina@vale.example'

describe.each(faults)('a write that %s', (fault) => {
  it('sends a sign-up back once, with one mail', async () => {
    const register = await openRegister()
    const id = await register.signUp()
    register.breakNextWrite(fault)
    const send = () => returnSignUp(register.parts, id, 'Which number?')
    await expect(send()).rejects.toThrow('went dead')
    // Once it is done, doing it again is refused, in words that say so.
    const again = await send().then(
      () => 'done',
      (error: unknown) => (error instanceof Refusal ? error.kind : 'defect'),
    )
    expect(again).toBe(fault === 'failed but was kept' ? 'already-done' : 'done')
    const told = (await register.mailbox(preparer)).filter(({ subject }) => subject.includes('please change'))
    expect(told).toHaveLength(1)
    expect(stateOf(await requireSignUp(register.parts, id))).toBe('returned')
    await register.check()
  })

  it('keeps the word of a coordinator who works for the body once, with one mail to the other', async () => {
    const register = await openRegister()
    const [own, other] = await listCoordinators(register.parts.db)
    const id = await register.signUp({ body: { name: own!.employer! } })
    register.breakNextWrite(fault)
    await expect(register.accept(id, own)).rejects.toThrow('went dead')
    await register.accept(id, own)
    const asked = (await register.mailbox(other!.address)).filter(({ subject }) => subject.includes('second coord'))
    expect(asked).toHaveLength(1)
    expect((await requireSignUp(register.parts, id)).approvals).toHaveLength(1)
    await register.check()
  })

  it('renews a link so that exactly the newest works', async () => {
    const register = await openRegister()
    await sent(register)
    const older = await tokenIn(register, clerk)
    register.clock.now += 1000
    register.breakNextWrite(fault)
    await expect(renewLink(register.parts, older)).rejects.toThrow('went dead')
    register.clock.now += 1000
    await renewLink(register.parts, older)
    const newest = await tokenIn(register, clerk)
    await expect(openLink(register.parts, older, 'signature')).rejects.toMatchObject({ kind: 'link-expired' })
    await expect(openLink(register.parts, newest, 'signature')).resolves.toBeDefined()
    await register.check()
  })
})

describe('a sign-up that was sent back or taken back', () => {
  it.each<[string, (register: Register, id: Awaited<ReturnType<Register['signUp']>>) => Promise<void>]>([
    ['sent back', ({ parts }, id) => returnSignUp(parts, id, 'Another person signs')],
    ['taken back', ({ parts }, id) => recallSignUp(parts, id)],
  ])('%s: whoever had begun to sign signs nothing any more, under anybody’s name', async (_how, back) => {
    const register = await openRegister()
    const { parts, answers } = register
    const id = await sent(register)
    const session = await register.confirm(clerk)
    const { requests } = await listRequests(parts, session)
    await back(register, id)
    register.clock.now += 1000
    // Somebody else is to sign now, with the number that the first one had.
    await nameSignatory(parts, id, 1, { ...answers().signatories![0]!, name: 'Nia New', address: 'nia@vale.example' })
    await sendSignUp(parts, id)
    const [{ edition, statement }] = [requests[0]!]
    await signEdition(parts, session, edition.id, { ...press, name: 'Ffion', role: 'Clerk', statement }).catch(() => {})
    const ended = await parts.db.$client.execute(
      `SELECT count(*) AS n FROM sessions WHERE role IN ('signatory', 'invited') AND ended_at IS NULL`,
    )
    expect(ended.rows[0]?.['n']).toBe(0)
    await register.sign('nia@vale.example')
    expect((await requireSignUp(parts, id)).signatures).toHaveLength(1)
    await register.check()
  })

  it('takes no press that was on its way', async () => {
    const register = await openRegister()
    const { parts } = register
    const id = await sent(register)
    const session = await register.confirm(clerk)
    const { requests } = await listRequests(parts, session)
    const { edition, statement, signatory } = requests[0]!
    const pressed = signEdition(parts, session, edition.id, { ...press, ...signatory, statement })
    const done = await Promise.allSettled([recallSignUp(parts, id), pressed])
    const { signatures, sentAt } = await requireSignUp(parts, id)
    // Either the press was first and is what was taken back or waits, or it came too late.
    expect(done.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(sentAt === null ? signatures : []).toEqual([])
    await register.check()
  })

  it('is signed anew and accepted as the one signing it is', async () => {
    const register = await openRegister()
    const { parts } = register
    const id = await register.signUp()
    await returnSignUp(parts, id, 'The area')
    expect((await requireSignUp(parts, id)).signatures).toEqual([])
    register.clock.now += 1000
    await fillInSignUp(parts, id, {})
    await sendSignUp(parts, id)
    await expect(register.accept(id)).rejects.toMatchObject({ kind: 'signature-missing' })
    await register.sign(clerk)
    await register.accept(id)
    expect(await listSignings(parts.db)).toHaveLength(1)
    await register.check()
  })
})

describe('the signing rule', () => {
  it('asks for two where the register is set so, and does not send before', async () => {
    const register = await openRegister(demonstration, undefined, { TWO_SIGNATURES: 'town-or-parish-council' })
    const { id } = await register.start()
    await fillInSignUp(register.parts, id, register.answers())
    await expect(sendSignUp(register.parts, id)).rejects.toMatchObject({
      kind: 'incomplete',
      field: 'second-signatory',
    })
    await fillInSignUp(register.parts, id, register.answers({ signatories: [{}, {}] }))
    await sendSignUp(register.parts, id)
    await register.sign('second@vale.example')
    await expect(register.accept(id)).rejects.toMatchObject({ kind: 'signature-missing' })
    await register.sign(clerk)
    await register.accept(id)
    await register.check()
  })
})

describe('an edition that is followed by another while a sign-up waits', () => {
  it('is not sent for signature, and can no longer be chosen', async () => {
    const [compact, memorandum] = demonstration.instruments
    const [edition] = compact!.editions
    const over = { ...compact!, editions: [{ ...edition!, termEnds: parseFullDay('2026-03-31') }] }
    const register = await openRegister({ ...demonstration, instruments: [over, memorandum!] })
    const { id } = await register.start()
    await fillInSignUp(register.parts, id, register.answers())
    register.clock.now = Date.parse('2026-04-01T09:00:00Z')
    const refused = { kind: 'edition-not-signable', field: 'edition' }
    await expect(sendSignUp(register.parts, id)).rejects.toMatchObject(refused)
    await expect(fillInSignUp(register.parts, id, register.answers())).rejects.toMatchObject(refused)
    await register.check()
  })
})

describe('the mails of a day', () => {
  it('run out for a stranger, and begin anew once a code was typed', async () => {
    const register = await openRegister(demonstration, undefined, { MAILS_PER_DAY: '3' })
    const { parts, clock } = register
    await sent(register)
    const invited = await register.invite(clerk)
    const ask = async () => {
      clock.now += 1000
      await mailSignatoryCode(parts, invited)
    }
    await ask()
    await ask()
    await expect(ask()).rejects.toMatchObject({ kind: 'too-many-mails' })
    // The newest code still works: what was refused changed nothing.
    await register.readCode(clerk).then((code) => register.confirmWith(invited, code))
    clock.now += 1000
    await ask()
    await register.check()
  })
})

async function sent(register: Register) {
  const { id } = await register.start()
  await fillInSignUp(register.parts, id, register.answers())
  await sendSignUp(register.parts, id)
  return id
}

async function tokenIn({ mailbox }: Register, to: string): Promise<string> {
  const text = (await mailbox(to)).find((mail) => mail.text.includes('/sign/links/'))?.text ?? ''
  return /\/sign\/links\/(\S+)/.exec(text)?.[1] ?? ''
}
