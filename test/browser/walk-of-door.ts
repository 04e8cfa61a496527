import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { leading, pointer } from '../support/hands.ts'
import { enterDesk, heading, type Walk } from './walk.ts'

/**
 * A coordinator adds a passkey, comes in by it, names it anew and removes it. The device that keeps it is gone as soon as
 * anybody else inspects its page, so what is looked at is another window of the same browser.
 */
export async function walkOfDoor({ page: window, hands: others, look }: Walk): Promise<void> {
  const context = window.context()
  const page = await context.newPage()
  const hands = pointer(page)
  const show = await withPasskeys(page)
  await enterDesk({ page, hands, look: async () => undefined, body: '' })
  await hands.follow('Your passkeys')
  await window.goto('/desk/passkeys')
  await look('passkeys-none')
  await others.press('Add a passkey')
  expect(await window.getByRole('alert').innerText()).toContain('Give the passkey a name')
  await look('passkeys-unnamed')
  await hands.write('Name', 'Office computer')
  await hands.press('Add a passkey')
  expect(await page.getByRole('main').innerText()).toContain('Not yet')
  await window.goto('/desk/passkeys')
  await look('passkeys-one')

  await context.clearCookies()
  await page.goto('/desk/session')
  await show(false)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('Your browser has given no passkey').waitFor()
  await show(true)
  await hands.press('Sign in with a passkey')
  expect(await heading(page)).toBe('The desk')

  await window.goto('/desk/sessions')
  expect(await window.getByRole('main').innerText()).toContain('Chrome on Linux')
  await look('sessions')
  const there = window.getByRole('button', { name: /^Sign out there/ })
  const elsewhere = await there.count()
  await leading(window, () => there.first().click())
  expect(await there.count()).toBe(elsewhere - 1)
  await window.goto('/desk/trail')
  expect(await window.getByRole('main').innerText()).toContain('sessions, end')
  await look('trail')

  await window.goto('/desk/passkeys')
  await others.follow(/^Rename or remove/)
  await others.write('Name', '')
  await others.press('Rename')
  await look('passkey-unnamed')
  await others.write('Name', 'Telephone')
  await others.press('Rename')
  await others.follow(/^Rename or remove/)
  expect(await heading(window)).toBe('Passkey “Telephone”')
  await look('passkey')
  await others.press('Remove this passkey')

  await context.clearCookies()
  await page.goto('/desk/session')
  await hands.press('Sign in with a passkey')
  expect(await page.getByRole('alert').innerText()).toContain('This passkey does not open the desk')
  await window.goto('/desk/session')
  await look('door')
  await page.close()
}

/** A coordinator seats somebody, who comes in and finds what their role does not allow, is given another role, and leaves. */
export async function walkOfSeat({ page, hands, look, body }: Walk): Promise<void> {
  const address = `${body.toLowerCase().replaceAll(/[^a-z]+/g, '-')}@desk.example`
  await enterDesk({ page, hands, look: async () => undefined, body })
  await hands.follow('Who is at the desk')
  await hands.press('Add them')
  expect(await page.getByRole('alert').innerText()).toContain('Choose a role')
  await look('coordinators-refused')
  await hands.write('Full name', body)
  await hands.write('Email address', address)
  await hands.tick(/^Assistant/)
  await hands.press('Add them')
  expect(await page.getByRole('main').innerText()).toContain(address)
  await look('coordinators')

  await page.context().clearCookies()
  await page.goto('/mailbox')
  const link = /\/desk\/links\/\S+/.exec(await page.getByRole('main').innerText())?.[0] ?? ''
  await page.goto(link)
  await hands.press('Sign in')
  await hands.follow('Tokens for programs')
  await hands.press('Make the token')
  expect(await heading(page)).toBe('Your role at the desk does not allow this')
  await look('not-your-role')

  await page.context().clearCookies()
  await enterDesk({ page, hands, look: async () => undefined, body })
  await hands.follow('Who is at the desk')
  await hands.follow(new RegExp(`^Change.*${body}`))
  await look('coordinator')
  await hands.tick(/^Reader/)
  await hands.press('Save')
  await hands.follow(new RegExp(`^Change.*${body}`))
  await hands.press('End their seat')
  expect(await page.getByRole('main').innerText()).not.toContain(address)
  await hands.follow(/^Change.*Robin/)
  await hands.tick(/^Reader/)
  await hands.press('Save')
  expect(await page.getByRole('alert').innerText()).toContain('Ask another coordinator')
  await look('coordinator-refused')
}

/** A telephone or computer that keeps passkeys, and whose holder shows a finger when told to. */
export async function withPasskeys(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const device = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  const options = { ...device, isUserVerified: true, automaticPresenceSimulation: true }
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options })
  return async (isUserVerified: boolean) =>
    session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
}
