import { describe, expect, it } from 'vitest'
import { fillInSignUp, requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { findPlace } from '../../src/actions/find-place.ts'
import { openLink } from '../../src/actions/links.ts'
import { now } from '../../src/actions/parts.ts'
import { remindSignatory, renewLink } from '../../src/actions/renew-link.ts'
import { reassignSignatory, replaceSignatory } from '../../src/actions/replace-signatory.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { listRequests, signEdition } from '../../src/actions/sign-edition.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { demonstration } from '../../src/demonstration.ts'
import { findSessionRow } from '../../src/storage/read/access.ts'
import { faults, openRegister, press, type Register, type SignUpWords } from '../support/register.ts'

const clerk = 'ffion@vale.example'
const sean = 'second@vale.example'
const preparer = 'mina@vale.example'
const nia = { name: 'Nia New', role: 'Chair', address: 'nia@vale.example' }

describe('whoever is not the right person', () => {
  it.each(['invited', 'signatory'] as const)(
    'names somebody else as %s: only the new link leads to a signature',
    async (role) => {
      const register = await openRegister()
      const { parts, clock } = register
      const id = await sent(register)
      const session = role === 'invited' ? await register.invite(clerk) : await register.confirm(clerk)
      const older = await tokenIn(register, clerk)
      clock.now += 1000
      await reassignSignatory(parts, await findPlace(parts, session), nia)
      expect(await findSessionRow(parts.db, session.id)).toMatchObject({ endedAt: now(parts) })
      await expect(openLink(parts, older, 'signature')).rejects.toMatchObject({ kind: 'link-expired' })
      await expect(renewLink(parts, older)).rejects.toMatchObject({ kind: 'link-expired' })
      expect((await register.mailbox(preparer))[0]?.text).toContain('Nia New, Chair')

      await register.sign(nia.address)
      await register.sign(sean)
      await register.accept(id)
      await register.check()
    },
  )

  it('and knows nobody: the preparer is asked, says who, and the other one’s signature stays', async () => {
    const register = await openRegister()
    const { parts, clock } = register
    const id = await sent(register)
    await register.sign(sean)
    clock.now += 1000
    const left = await register.invite(clerk)
    await reassignSignatory(parts, await findPlace(parts, left), undefined)
    const [asked] = await register.mailbox(preparer)
    expect(asked?.subject).toContain('who signs')
    expect(asked?.text).toContain('/sign/links/')
    await expect(remindSignatory(parts, id, 1)).rejects.toMatchObject({ kind: 'already-done' })
    await expect(findPlace(parts, { ...left, role: 'signatory', subject: id, signatory: 1 })).rejects.toMatchObject({
      kind: 'not-yours',
    })
    clock.now += 1000
    await replaceSignatory(parts, { signUp: await requireSignUp(parts, id), number: 1 }, nia)
    await register.sign(nia.address)
    const { signatures } = await requireSignUp(parts, id)
    expect(signatures.map(({ signatory, name }) => [signatory, name])).toEqual([
      [2, 'Sean Second'],
      [1, 'Nia New'],
    ])
    await register.accept(id)
    await register.check()
  })

  it.each(faults)('is replaced once, with one mail to each, where the write %s', async (fault) => {
    const register = await openRegister()
    const { parts } = register
    await sent(register)
    const session = await register.invite(clerk)
    const place = await findPlace(parts, session)
    register.breakNextWrite(fault)
    await expect(reassignSignatory(parts, place, nia)).rejects.toThrow('went dead')
    const again = await reassignSignatory(parts, place, nia).then(
      () => 'done',
      (error: { kind?: string }) => error.kind,
    )
    expect(again).toBe(fault === 'failed but was kept' ? 'overtaken' : 'done')
    expect(await register.mailbox(nia.address)).toHaveLength(1)
    const told = (await register.mailbox(preparer)).filter(({ subject }) => subject.includes('instead'))
    expect(told).toHaveLength(1)
    await register.check()
  })

  it('keeps their link while the day’s mails to somebody else have run out', async () => {
    const register = await openRegister(demonstration, undefined, { MAILS_PER_DAY: '3' })
    const { parts } = register
    for (let n = 0; n < 3; n += 1) await sent(register, [{ ...nia }])
    const other = await sent(register, [{ name: 'Ola', address: 'ola@vale.example' }])
    const session = await register.invite('ola@vale.example')
    await expect(reassignSignatory(parts, await findPlace(parts, session), nia)).rejects.toMatchObject({
      kind: 'too-many-mails',
      field: 'signatory-email',
    })
    expect(await findSessionRow(parts.db, session.id)).toBeDefined()
    expect((await requireSignUp(parts, other)).draft.signatories[0]?.name).toBe('Ola')
    await register.check()
  })

  it('signs nothing with a press that was on its way', async () => {
    const register = await openRegister()
    const { parts } = register
    const id = await sent(register)
    const session = await register.confirm(clerk)
    const { requests } = await listRequests(parts, session)
    const { edition, statement, signatory } = requests[0]!
    const place = await findPlace(parts, session)
    const done = await Promise.allSettled([
      reassignSignatory(parts, place, nia),
      signEdition(parts, session, edition.id, { ...press, ...signatory, statement }),
    ])
    const { draft, signatures } = await requireSignUp(parts, id)
    expect(done.some(({ status }) => status === 'fulfilled')).toBe(true)
    // Nobody's signature stands in the place of somebody else.
    for (const { signatory: number, name } of signatures) expect(draft.signatories[number - 1]?.name).toBe(name)
    await register.check()
  })
})

async function sent(
  { parts, start, answers }: Register,
  signatories: SignUpWords['signatories'] = [{}, {}],
): Promise<Uuid> {
  const { id } = await start()
  await fillInSignUp(parts, id, answers({ signatories }))
  await sendSignUp(parts, id)
  return id
}

async function tokenIn({ mailbox }: Register, to: string): Promise<string> {
  const text = (await mailbox(to)).find((mail) => mail.text.includes('/sign/links/'))?.text ?? ''
  return /\/sign\/links\/(\S+)/.exec(text)?.[1] ?? ''
}
