import { describe, expect, it } from 'vitest'
import { fillInSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { findSigning } from '../../src/storage/read/signings.ts'
import { browserBefore } from '../support/app.ts'
import { openRegister } from '../support/register.ts'

const [chair, treasurer] = ['chair@vale.example', 'treasurer@vale.example'] as const
const day = 86_400_000

describe('a joint signing', () => {
  it.each([
    ['the first named signs first', [chair, treasurer], ['2026-03-04', '2026-03-06']],
    ['the second named signs first', [treasurer, chair], ['2026-03-06', '2026-03-04']],
  ])('is one signing with both days where %s, and counts from the later', async (_case, order, days) => {
    const register = await openRegister()
    const { id } = await register.start()
    const signatories = [
      { name: 'Cai Chair', role: 'Chair', address: chair },
      { name: 'Tia Treasurer', role: 'Treasurer', address: treasurer },
    ]
    await fillInSignUp(register.parts, id, register.answers({ signatories }))
    await sendSignUp(register.parts, id)
    await register.sign(order[0] ?? '')
    await expect(register.accept(id)).rejects.toMatchObject({ kind: 'signature-missing' })
    register.clock.now += 2 * day
    await register.sign(order[1] ?? '')
    const accepted = await register.accept(id)
    expect(accepted).toHaveLength(1)
    const signing = await findSigning(register.parts.db, 'EX-1')
    expect(signing?.signatures.map(({ role, onDay }) => [role, onDay])).toEqual([
      ['Chair', days[0]],
      ['Treasurer', days[1]],
    ])
    expect(signing?.signedOn).toBe('2026-03-06')
    const { text } = await browserBefore(register.parts).open('/bodies/example-vale-parish-council')
    expect(text).toMatch(/First signature .*Chair.* Second signature .*Treasurer/)
    await register.check()
  })
})

describe('the memorandum without the compact', () => {
  it('is whole in itself, and the compact comes beside it later as a line of its own', async () => {
    const register = await openRegister()
    const [compact, memorandum] = register.editions
    if (!compact || !memorandum) throw new Error('the demonstration has two editions')
    await register.signUp({ editions: [memorandum] })
    await register.accept()
    const first = await findSigning(register.parts.db, 'EX-1')
    const before = await browserBefore(register.parts).open('/bodies/example-vale-parish-council')
    expect(before.text).toContain('Signed – in force')
    expect(before.links).toContain('/certificates/EX-00001')
    expect(before.links.filter((link) => link.startsWith('/certificates/'))).toHaveLength(1)

    register.clock.now += day
    await register.signUp({ body: { registered: first?.body ?? compact }, editions: [compact] })
    await register.accept()
    const after = await browserBefore(register.parts).open('/bodies/example-vale-parish-council')
    expect(new Set(after.links.filter((link) => link.startsWith('/certificates/')))).toEqual(
      new Set(['/certificates/EX-00001', '/certificates/EX-00002']),
    )
    expect(after.text.match(/Signed – in force/g)).toHaveLength(2)
    await register.check()
  })
})
