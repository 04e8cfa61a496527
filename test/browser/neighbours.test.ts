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

/** Published test keys, of nobody. */
const neighbour = {
  'The key of their log': 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  'The address of their log': 'https://register.example/log',
  'The key of their witness': 'witness+24b37851+BNYV1Ztajd9BvyjP2HgpwrqYL6TjOwIjGMOq8Bu42xbN',
  'The address of their witness': 'http://localhost:9/witness',
}

describe.each([
  ['1280', { width: 1280, height: 1024 }],
  ['320', { width: 320, height: 640 }],
])('at %s pixels', (pictures, viewport) => {
  it('a coordinator takes a neighbour on, is told how they are, and lets them go', async () => {
    const page = await browser.newPage({ viewport, baseURL: host.url })
    const { look, sent } = watch(page, { pictures, axe: true })
    const hands = pointer(page)
    await enterDesk({ page, hands, look: async () => undefined, body: '' })
    await hands.follow('Neighbouring registers')
    expect(await heading(page)).toBe('Neighbouring registers')
    await look('neighbours-none')

    await hands.write('The key of their log', neighbour['The key of their witness'])
    await hands.press('Add')
    expect(await page.getByRole('alert').innerText()).toContain('This is the key of a witness')
    expect(await page.getByLabel('The key of their log').inputValue()).toBe(neighbour['The key of their witness'])
    await look('neighbours-refused')

    for (const [field, text] of Object.entries(neighbour)) await hands.write(field, text)
    await hands.press('Add')
    const main = page.getByRole('main')
    expect(await main.innerText()).toContain('PeterNeumann')
    expect(await main.innerText()).toContain('They have not asked')
    const seen = async () => page.reload().then(() => main.innerText())
    await expect.poll(seen, { timeout: 90_000, interval: 250 }).toContain('It does not answer.')
    await hands.tick('1 of 1')
    await hands.press('Set')
    expect(await page.getByRole('alert').innerText()).toContain('nothing could be published')
    await look('neighbours-trouble')

    await hands.press('Stop asking witness')
    expect(await main.innerText()).not.toContain('It does not answer.')
    await hands.press('Stop watching PeterNeumann')
    expect(await main.innerText()).toContain('Not watched any more')
    await look('neighbours-gone')
    expect(await findFaults(sent)).toEqual([])
    await page.close()
  })
})
