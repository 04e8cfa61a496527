import { expect, it } from 'vitest'
import { appOf } from '../support/app.ts'
import { textOf } from '../support/client.ts'
import { openRegister } from '../support/register.ts'

it('the page of a certificate says what its PDF says, of both who signed, and no name that was withheld', async () => {
  const register = await openRegister()
  const first = { name: 'Ffion Tŷ', role: 'Chair', address: 'ffion@vale.example' }
  const second = { name: 'Sean Second', role: 'Treasurer', address: 'sean@vale.example', nameShown: false }
  await register.signUp({ signatories: [first, second] })
  await register.accept()
  await register.publish()
  await register.settle()
  const page = textOf(await (await appOf(register.parts).request('/certificates/EX-00001')).text())
  for (const fact of [
    'First signed by Ffion Tŷ, Chair First signed on',
    'Second signed by Treasurer (name not published) Second signed on',
    'First authority By office',
    'Second authority By office',
    'Reference EX-00001',
    'Kept by ',
    'Sealed on ',
    'signature validity unknown',
    'It does not certify that the organisation keeps its promises.',
  ]) {
    expect(page).toContain(fact)
  }
  expect(page).not.toContain('Sean Second')
})
