import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../support/browser.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { leading, pointer } from '../support/hands.ts'
import { watch } from '../support/look.ts'
import { findFaults } from '../support/markup.ts'
import { enterDesk, heading } from './walk.ts'

let host: Awaited<ReturnType<typeof startEmbeddedHost>>
let browser: Browser

beforeAll(async () => {
  host = await startEmbeddedHost({ variables: { MAILS_PER_DAY: '1000' } })
  browser = await startBrowser()
})

afterAll(async () => {
  await browser.close()
  await host.stop()
})

/**
 * A telephone or computer that keeps passkeys, and whose holder shows a finger when told to. It is gone as soon as anybody
 * else inspects its page, so the pages are looked at in another window.
 */
async function withPasskeys(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const device = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  const options = { ...device, isUserVerified: true, automaticPresenceSimulation: true }
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options })
  return async (isUserVerified: boolean) =>
    session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
}

describe.each([
  ['1280', { width: 1280, height: 1024 }],
  ['320', { width: 320, height: 640 }],
])('at %s pixels', (pictures, viewport) => {
  it('a coordinator adds a passkey, comes in by it, names it anew and removes it', async () => {
    const context = await browser.newContext({ viewport, baseURL: host.url })
    const [page, window] = [await context.newPage(), await context.newPage()]
    const { look, sent } = watch(window, { pictures, axe: true })
    const [hands, others] = [pointer(page), pointer(window)]
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
    expect(await findFaults(sent)).toEqual([])
    await context.close()
  })
})
