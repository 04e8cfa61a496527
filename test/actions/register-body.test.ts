import { describe, expect, it } from 'vitest'
import { registerBody } from '../../src/actions/register-body.ts'
import { stamp } from '../../src/actions/parts.ts'
import type { NewBody } from '../../src/core/sign-up.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { findSignatoryPage } from '../../src/storage/read/signatory-page.ts'
import { faults, openRegister } from '../support/register.ts'

const council: NewBody = {
  name: 'Unsigned Parish Council',
  sector: 'public-sector',
  kind: 'town-or-parish-council',
  identifiers: ['GB-CHC-1173575'],
}

describe('a body that has not signed', () => {
  it.each(faults)('is registered once, however often it is pressed, after a write that %s', async (fault) => {
    const register = await openRegister()
    const key = stamp(register.parts).id()
    register.breakNextWrite(fault)
    await expect(registerBody(register.parts, council, key)).rejects.toThrow('went dead')
    const [first, second] = await Promise.all([1, 2].map(() => registerBody(register.parts, council, key)))
    expect(first?.id).toBe(second?.id)
    await register.check()
  })

  it('is on the register and in no line of the list, and signs later as the same body', async () => {
    const register = await openRegister()
    const body = await registerBody(register.parts, council, stamp(register.parts).id())
    const ask = () =>
      findSignatoryPage(
        register.parts.db,
        { filter: { q: 'unsigned parish' }, sort: 'name', page: 1, perPage: 10 },
        parseFullDay('2026-03-04'),
      )
    expect(await ask()).toMatchObject({ lines: [], unsigned: [{ slug: body.slug }] })
    await register.signUp({ body: { registered: body.id } })
    await register.accept()
    expect(await ask()).toMatchObject({ lines: [{ body: { slug: body.slug } }], unsigned: [] })
    await register.check()
  })

  it('is refused when its number is on the register', async () => {
    const register = await openRegister()
    await registerBody(register.parts, council, stamp(register.parts).id())
    const again = registerBody(register.parts, { ...council, name: 'Another name' }, stamp(register.parts).id())
    await expect(again).rejects.toMatchObject({ kind: 'already-registered', field: 'identifier' })
    await register.check()
  })
})
