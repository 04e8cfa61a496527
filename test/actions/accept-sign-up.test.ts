import { describe, expect, it } from 'vitest'
import { faults, openRegister } from '../support/register.ts'

describe.each(faults)('an acceptance whose write %s', (fault) => {
  it('stands once, however often the coordinator presses again', async () => {
    const register = await openRegister()
    await register.signUp()
    register.breakNextWrite(fault)
    await expect(register.accept()).rejects.toThrow('went dead')
    const answers = await Promise.all([register.accept(), register.accept()])
    expect(answers[0]).toEqual(answers[1])
    await register.check()
  })
})
