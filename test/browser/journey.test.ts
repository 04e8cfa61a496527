import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBarriers, startBrowser, takePicture } from '../support/browser.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { findFaults } from '../support/markup.ts'

let host: Awaited<ReturnType<typeof startEmbeddedHost>>
let browser: Browser
/** Every page that came back, as it was sent. */
const sent = new Map<string, string>()

beforeAll(async () => {
  host = await startEmbeddedHost({})
  browser = await startBrowser()
})

afterAll(async () => {
  await browser.close()
  await host.stop()
})

describe.each([
  { name: 'at a desk', javaScriptEnabled: true, width: 1280 },
  { name: 'on a telephone', javaScriptEnabled: true, width: 320 },
  { name: 'without scripts', javaScriptEnabled: false, width: 1024 },
])('a town council signs, $name', ({ javaScriptEnabled, width }) => {
  it('from the first page to its certificate', async () => {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 800 }, baseURL: host.url })
    const page = await context.newPage()
    const look = watch(page, { prefix: String(width), scripts: javaScriptEnabled })
    const body = `Example Vale Town Council ${width}`

    await page.goto('/')
    await look('home')
    await page.goto('/sign')
    await look('sign')
    await page.getByRole('button', { name: 'Start now' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    expect(await page.title()).toMatch(/^Error: /)
    await look('sign-start-refused')
    await page.getByLabel('Your name').fill('Pat Preparer')
    await page.getByLabel('Your email address').fill('pat@example-vale.gov.uk')
    await page.getByRole('button', { name: 'Continue' }).click()

    await look('sign-organisation')
    await page.getByLabel('Full name').fill(body)
    await page.getByLabel('Kind of organisation').selectOption('town-or-parish-council')
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await look('sign-editions')
    await page.getByLabel('Shropshire Compact 2014').check()
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await look('sign-signatory')
    await page.getByLabel('Full name').fill('Siân Ŵyn-Jones')
    await page.getByLabel('Role', { exact: true }).fill('Town Clerk')
    await page.getByLabel('Work email address').fill('clerk@example-vale.gov.uk')
    await page.getByLabel('By resolution').check()
    await page.getByLabel('Day', { exact: true }).fill('14')
    await page.getByLabel('Month').fill('10')
    await page.getByLabel('Year').fill('2026')
    await page.getByLabel('Minute reference').fill('Minute 12/26')
    await page.getByLabel('Publish name and role').check()
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await look('sign-answers')
    await page.getByRole('button', { name: 'Send for signature' }).click()
    await look('sign-sent')

    await page.goto('/mailbox')
    await look('mailbox')
    await page.getByRole('article').first().getByRole('link').click()
    await look('sign-link')
    await page.getByRole('button', { name: 'Email me a code' }).click()
    await look('sign-code')
    await page.getByLabel('Code').fill(await latestCode(page))
    await page.getByRole('button', { name: 'Continue' }).click()
    await look('sign-requests')
    await page.getByRole('link', { name: 'Read and sign' }).click()
    await look('sign-statement')
    await page.getByLabel('Your full name').fill('Siân Ŵyn-Jones')
    await page.getByLabel('I am authorised').check()
    await page.getByLabel('I have read').check()
    await page.getByRole('button', { name: 'Sign the Shropshire Compact 2014' }).click()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('You have signed')
    await look('sign-signed')

    await page.goto('/desk')
    await look('desk-door')
    await page.getByLabel('Email address').fill('coordinator@example.org')
    await page.getByRole('button', { name: 'Email me a code' }).click()
    await look('desk-code')
    await page.getByLabel('Code').fill(await latestCode(page))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await look('desk')
    await page.getByRole('link', { name: body }).click()
    await page.getByRole('button', { name: 'Accept' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('Select what you checked')
    await page.getByLabel('I have seen the minute').check()
    await look('desk-check')
    await page.getByRole('button', { name: 'Accept' }).click()
    await look('desk-accepted')

    const reference = await page.getByRole('link', { name: /^EX-/ }).innerText()
    await expect
      .poll(async () => (await fetch(`${host.url}/certificates/${reference}.pdf`)).status, { timeout: 30_000 })
      .toBe(200)
    await page.goto('/signatories')
    await look('signatories')
    await page.getByRole('link', { name: body }).click()
    expect(await page.getByText('Signed – in force').count()).toBe(1)
    await look('body')
    await page.getByRole('link', { name: reference }).click()
    await look('certificate')
    await page.goto('/verify')
    await page.getByLabel('Reference').fill(reference.toLowerCase())
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('In force today')
    await look('verify')
    await page.goto('/editions/shropshire-compact-2014')
    await look('edition')
    await page.goto('/editions/shropshire-compact-2014/themes/2')
    await look('theme')
    await page.goto('/no-such-page')
    await look('not-found')
    await context.close()
  })
})

it('nothing is wrong with the markup of any page', async () => {
  expect(sent.size).toBeGreaterThan(50)
  expect(await findFaults(sent)).toEqual([])
})

/** Takes a picture of each page, and holds it to what every page owes. */
function watch(page: Page, { prefix, scripts }: { prefix: string; scripts: boolean }) {
  const broken: string[] = []
  page.on(
    'console',
    (message) => message.type() === 'error' && !/status of 4/.test(message.text()) && broken.push(message.text()),
  )
  page.on('pageerror', (error) => broken.push(error.message))
  // As it came, before any script changed it.
  let source: Promise<string> = Promise.resolve('')
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.status() !== 303) source = response.text()
  })
  return async (name: string) => {
    sent.set(`${prefix}-${name}`, await source)
    await takePicture(page, `${prefix}-${name}`)
    // axe is a script too; the same pages are looked at with scripts on.
    expect(scripts ? await findBarriers(page) : [], name).toEqual([])
    expect(await page.getByRole('heading', { level: 1 }).count(), name).toBe(1)
    expect(await page.getByText('Demonstration: these organisations are invented').count(), name).toBe(1)
    const [width, wide] = [page.viewportSize()?.width ?? 0, await contentWidth(page)]
    expect(wide, name).toBeLessThanOrEqual(width)
    expect(broken, name).toEqual([])
  }
}

async function contentWidth(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const { cssContentSize } = await session.send('Page.getLayoutMetrics')
  await session.detach()
  return cssContentSize.width
}

async function latestCode(page: Page): Promise<string> {
  const mailbox = await (await page.context().request.get('/mailbox')).text()
  return /Your code is (\d{6})/.exec(mailbox)?.[1] ?? ''
}
