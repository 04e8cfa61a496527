import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptByApi, issuedByApi, Program, signByApi } from '../support/api-client.ts'
import { findBarriers, startBrowser, takePicture } from '../support/browser.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { leading } from '../support/hands.ts'
import { findFaults } from '../support/markup.ts'
import { makeCast } from '../support/walk-pages.ts'

let host: Awaited<ReturnType<typeof startEmbeddedHost>>
let browser: Browser
let reference: string
let pdf: Buffer

beforeAll(async () => {
  host = await startEmbeddedHost({})
  browser = await startBrowser()
  const program = await Program.of(host.url)
  ;({ reference } = await acceptByApi(program, await signByApi(program, makeCast())))
  const { address } = await issuedByApi(program, reference)
  pdf = Buffer.from(await (await fetch(address)).arrayBuffer())
})

afterAll(async () => {
  await browser.close()
  await host.stop()
})

const genuine = 'Genuine. In force today.'
const certificate = () => ({ name: 'certificate.pdf', mimeType: 'application/pdf', buffer: pdf })
const heading = async (page: Page) => page.getByRole('heading', { level: 1 }).innerText()

const found = (page: Page) => page.locator('#verdict h2')

describe('with scripts, a file stays where it is', () => {
  it.each([
    ['dropped', drop],
    ['chosen with the keyboard', choose],
  ])('and is %s', async (way, give) => {
    const page = await open({ width: 320, scripts: true })
    const sent: string[] = []
    page.on('request', (request) =>
      sent.push(`${request.method()} ${new URL(request.url()).origin} ${request.postData() ?? ''}`),
    )
    expect(await page.getByText('checked on your device and stays there').isVisible()).toBe(true)
    expect(await page.getByText('and keep nothing').isVisible()).toBe(false)
    await give(page)
    await found(page).waitFor()
    expect(await found(page).innerText()).toBe('Genuine and publicly logged, and in force')
    expect(await found(page).evaluate((element) => element === document.activeElement)).toBe(true)
    expect(new URL(page.url()).pathname).toBe('/verify')
    expect(new Set(sent)).toEqual(new Set([`GET ${new URL(host.url).origin} `]))
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, `320-verify-${way.replaceAll(' ', '-')}`)
    await page.context().close()
  })

  it.each([
    ['was changed', () => Buffer.concat([pdf, Buffer.from('\n')]), 'changed after it was sealed', true],
    ['is of somebody else', () => Buffer.from('%PDF-1.7\n%%EOF\n'), 'not a certificate of this register', false],
  ])('and one that %s is not genuine', async (what, file, words, claims) => {
    const page = await open({ width: 1280, scripts: true })
    await page.locator('input[type=file]').setInputFiles({ ...certificate(), buffer: file() })
    await page.getByRole('button', { name: 'Check this file' }).click()
    await found(page).waitFor()
    expect(await found(page).innerText()).toContain(words)
    expect(await page.getByText(`It calls itself ${reference}`).count()).toBe(claims ? 1 : 0)
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, `1280-verify-${what.replaceAll(' ', '-')}`)
    await page.context().close()
  })
})

it.each([320, 1280])('at %i pixels the whole register is checked in a worker, and not by the page', async (width) => {
  const page = await open({ width, scripts: true })
  const asked: URL[] = []
  page.context().on('request', (request) => asked.push(new URL(request.url())))
  await page.getByRole('button', { name: 'Check the whole list' }).click()
  await page.locator('#findings li').first().waitFor()
  expect(await page.locator('#auditing').innerText()).toContain('All of this holds.')
  expect(await page.locator('#findings').innerText()).toContain('give every tile and the root that it signed')
  // Whoever reads the tiles hashes them: the page itself has asked for none.
  expect(asked.some(isOfTheLog)).toBe(true)
  expect((await readByPage(page)).filter(isOfTheLog)).toEqual([])
  expect(new Set(asked.map(({ origin }) => origin))).toEqual(new Set([new URL(host.url).origin]))
  expect(await findBarriers(page)).toEqual([])
  await takePicture(page, `${width}-verify-whole-register`)
  await page.context().close()
})

it('without scripts a form takes the file, and comes to the same', async () => {
  const page = await open({ width: 1280, scripts: false })
  expect(await page.getByText('It stays on your device').isVisible()).toBe(false)
  await page.getByLabel('By the file itself').setInputFiles(certificate())
  await leading(page, () => page.getByRole('button', { name: 'Check this file' }).click())
  expect(await heading(page)).toBe(genuine)
  await takePicture(page, '1280-verify-without-scripts')
  await page.context().close()
})

describe.each([320, 1280])('at %i pixels', (width) => {
  it('papers and verdicts fit, and stand in axe and in the HTML checker', async () => {
    const page = await open({ width, scripts: true })
    const documents = new Map<string, string>()
    for (const path of [
      '/privacy',
      '/accessibility',
      '/licence',
      '/log',
      '/seal',
      '/verify',
      `/verify?reference=${reference}`,
      `/certificates/${reference}`,
    ]) {
      // One page after the other.
      // oxlint-disable-next-line no-await-in-loop
      const answer = await page.goto(path)
      const name = path.replaceAll(/\W+/g, '-').replace(reference, 'reference')
      // oxlint-disable-next-line no-await-in-loop
      documents.set(path, (await answer?.text()) ?? '')
      // oxlint-disable-next-line no-await-in-loop
      expect(await findBarriers(page), path).toEqual([])
      // oxlint-disable-next-line no-await-in-loop
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(width)
      // oxlint-disable-next-line no-await-in-loop
      await takePicture(page, `${width}${name}`)
    }
    expect(await findFaults(documents)).toEqual([])
    await page.context().close()
  })
})

it('with colours of the reader’s own, tags and buttons keep an edge', async () => {
  const page = await open({ width: 1280, scripts: true })
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(`/certificates/${reference}`)
  for (const part of ['.govuk-tag', '.govuk-button']) {
    // oxlint-disable-next-line no-await-in-loop
    const edge = await page.evaluate(`getComputedStyle(document.querySelector('${part}')).borderTopStyle`)
    expect(edge, part).toBe('solid')
  }
  await page.context().close()
})

it('on paper there is no way to press', async () => {
  const page = await open({ width: 1280, scripts: true })
  await page.emulateMedia({ media: 'print' })
  await page.goto(`/verify?reference=${reference}`)
  const shown = await Promise.all(['nav', 'button', 'input'].map((part) => page.locator(part).first().isVisible()))
  expect(shown).toEqual([false, false, false])
  expect(await page.getByText(`${reference} is on the register.`).isVisible()).toBe(true)
  await page.context().close()
})

async function open({ width, scripts }: { width: number; scripts: boolean }): Promise<Page> {
  const settings = { javaScriptEnabled: scripts, viewport: { width, height: 800 }, baseURL: host.url }
  const page = await (await browser.newContext(settings)).newPage()
  await page.goto('/verify')
  return page
}

const isOfTheLog = ({ pathname }: URL) => pathname.startsWith('/log/tile/')

/** What the page has asked for, without what its workers have. */
async function readByPage(page: Page): Promise<readonly URL[]> {
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  return names.map((name) => new URL(name))
}

/** As the system does it when somebody lets a file go over the field. */
async function drop(page: Page): Promise<void> {
  const file = join(host.folder, 'certificate.pdf')
  await writeFile(file, pdf)
  const box = await page.getByLabel('By the file itself').boundingBox()
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    // oxlint-disable-next-line no-await-in-loop
    await session.send('Input.dispatchDragEvent', {
      type,
      x: (box?.x ?? 0) + 10,
      y: (box?.y ?? 0) + 10,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    })
  }
}

async function choose(page: Page): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByLabel('By the file itself').press('Enter'),
  ])
  await chooser.setFiles(certificate())
  await page.getByRole('button', { name: 'Check this file' }).press('Enter')
}
