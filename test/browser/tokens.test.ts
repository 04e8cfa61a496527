import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../support/browser.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { pointer } from '../support/hands.ts'
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

describe.each([
  ['1280', { width: 1280, height: 1024 }],
  ['320', { width: 320, height: 640 }],
])('at %s pixels', (pictures, viewport) => {
  it('a coordinator makes a token, sees it once, a program uses it, and it is ended', async () => {
    const page = await browser.newPage({ viewport, baseURL: host.url })
    const { look, sent } = watch(page, { pictures, axe: true })
    const hands = pointer(page)
    await enterDesk({ page, hands, look: async () => undefined, body: '' })
    await hands.follow('Tokens for programs')
    expect(await heading(page)).toBe('Tokens for programs')
    await hands.write('For how many days?', '367')
    await hands.tick(/^Read what waits/)
    await hands.press('Make the token')
    const alert = await page.getByRole('alert').innerText()
    expect(alert).toContain('Say which program it is for')
    expect(alert).toContain('Write a number of days from 1 to 366')
    expect(await page.getByLabel(/^Read what waits/).isChecked()).toBe(true)
    await look('tokens-refused')

    await hands.write('Which program is it for?', 'Our intranet')
    await hands.write('For how many days?', '30')
    await hands.press('Make the token')
    const token = /crt_[\w-]{43}/.exec(await page.getByRole('main').innerText())?.[0] ?? ''
    await look('tokens-made')
    const ask = async () =>
      (await fetch(`${host.url}/api/v1/desk/sign-ups`, { headers: { authorization: `Bearer ${token}` } })).status
    expect(await ask()).toBe(200)

    await page.goto('/desk/tokens')
    expect(await page.getByRole('main').innerText()).toContain('Our intranet')
    expect(await page.content()).not.toContain(token)
    await look('tokens-kept')
    await hands.press('End “Our intranet”')
    expect(await page.getByRole('main').innerText()).not.toContain('Our intranet')
    expect(await ask()).toBe(401)
    expect(await findFaults(sent)).toEqual([])
    await page.close()
  })

  it('a program’s author finds an operation, fills it in, copies the command, and sends it where anybody may', async () => {
    const page = await browser.newPage({ viewport, baseURL: host.url })
    const { look, sent } = watch(page, { pictures, axe: true })
    const hands = pointer(page)
    await page.goto('/api/docs')
    await look('api-docs')
    await hands.follow('POST /desk/acts')
    expect(await page.locator('pre').innerText()).toContain('Idempotency-Key')
    await look('api-act')
    await page.goto('/api/docs')
    await hands.follow('GET /editions/{slug}')
    expect(await page.locator('pre').innerText()).toContain('{slug}')
    await hands.write('slug', "shropshire-compact-2014?'<b>")
    await hands.press('Show the request')
    expect(await page.locator('pre').innerText()).toContain('/api/v1/editions/shropshire-compact-2014%3F%27%3Cb%3E')
    await look('api-operation')
    await page.goto('/api/docs/getBodies?q=vale&limit=1')
    await hands.follow('Send it, and see the answer')
    expect(await page.locator('body').innerText()).toContain('"bodies"')
    expect(await findFaults(sent)).toEqual([])
    await page.close()
  })
})
