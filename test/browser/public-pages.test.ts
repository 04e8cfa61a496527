import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBarriers, startBrowser, takePicture } from '../support/browser.ts'
import { leading } from '../support/hands.ts'
import { findFaults } from '../support/markup.ts'
import { startPageHost } from '../support/page-host.ts'
import { openVariety } from '../support/variety.ts'

/** The public face of a register in which much has happened. */
const pages = {
  'public-home': '/',
  list: '/signatories',
  'list-filtered': '/signatories?standing=lapsed&sort=newest',
  'list-not-signed': '/signatories?q=Example+Bridge+Parish+Council',
  'list-not-there': '/signatories?q=Wobble+Vale+Council',
  'list-nothing': '/signatories?sector=vcs&kind=nhs-body',
  'list-at-size': '/signatories?log-size=20',
  'list-refused': '/signatories?sector=xyz&q=vale',
  'body-signed-thrice': '/bodies/example-vale-council',
  'body-past': '/bodies/example-vale-council?as-at=2015-06-01',
  'body-at-size': '/bodies/example-vale-council?log-size=20',
  'body-at-size-refused': '/bodies/example-vale-council?log-size=9999',
  'body-ended': '/bodies/example-hill-rural-district-council',
  'body-renamed': '/bodies/example-vale-carers-together',
  'body-suspended': '/bodies/example-vale-police',
  'body-not-signed': '/bodies/example-vale-police-and-crime-commissioner',
  'body-unknown': '/bodies/example-vale-toun-council',
  coverage: '/coverage',
  'coverage-refused': '/coverage?instrument=xyz&as-at=2014',
  entry: '/log/entries/12',
  mistake: '/mistake?about=/bodies/example-vale-council',
  ask: '/bodies/example-bridge-parish-council/ask',
  'edition-replaced': '/editions/example-vale-compact-2014',
  'edition-not-held': '/editions/example-vale-compact-2009',
  'edition-by-party': '/editions/example-vale-accord-2026?for=vcs',
  'theme-quoted': '/editions/example-vale-accord-2026/themes/2#2.1',
} as const

let browser: Browser
let baseURL: string
const tidy: (() => void)[] = []

beforeAll(async () => {
  const { parts } = await openVariety((act) => tidy.push(act))
  baseURL = await startPageHost(parts, (act) => tidy.push(act))
  browser = await startBrowser()
})

afterAll(async () => {
  await browser?.close()
  for (const act of tidy.toReversed()) act()
})

describe.each([320, 1280])('the public pages at %i px', (width) => {
  let page: Page
  beforeAll(async () => {
    page = await browser.newPage({ viewport: { width, height: 800 }, baseURL })
  })
  afterAll(async () => page.close())

  it.each(Object.entries(pages))('%s has no barrier and no need to be moved sideways', async (name, path) => {
    await page.goto(path)
    await takePicture(page, `${width}-${name}`)
    expect(await findBarriers(page)).toEqual([])
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    expect(await widthOf(page)).toBeLessThanOrEqual(width)
  })
})

it('the public pages are without fault to the Nu HTML checker', async () => {
  const read = async ([name, path]: readonly [string, string]) =>
    [name, await (await fetch(baseURL + path)).text()] as const
  expect(await findFaults(new Map(await Promise.all(Object.entries(pages).map(read))))).toEqual([])
})

it('the list is asked by keyboard alone, and keeps what it was asked', async () => {
  const page = await browser.newPage({ baseURL })
  await page.goto('/signatories')
  await page.getByLabel('Name or number').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByLabel('Standing').selectOption('lapsed')
  await page.getByLabel('Name or number').focus()
  await page.keyboard.type('village')
  await leading(page, () => page.keyboard.press('Enter'))
  await page.getByText('1 signing as at').waitFor()
  expect(await page.getByLabel('Standing').inputValue()).toBe('lapsed')
  expect(await page.getByLabel('Name or number').inputValue()).toBe('village')
  await page.close()
})

async function widthOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const { cssContentSize } = await session.send('Page.getLayoutMetrics')
  await session.detach()
  return cssContentSize.width
}
