import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { formatZip, parseZip, type Files } from '../../src/encoding/zip.ts'
import { acceptByApi, issuedByApi, Program, signByApi } from '../support/api-client.ts'
import { findBarriers, startBrowser, takePicture } from '../support/browser.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { findFaults } from '../support/markup.ts'
import { bundleOf, makeCast } from '../support/walk-pages.ts'

let host: Awaited<ReturnType<typeof startEmbeddedHost>>
let browser: Browser
let folder: string
let files: Files
let standalone: string
const cast = makeCast()

beforeAll(async () => {
  host = await startEmbeddedHost({})
  browser = await startBrowser()
  const program = await Program.of(host.url)
  const { reference } = await acceptByApi(program, await signByApi(program, cast))
  await issuedByApi(program, reference)
  files = parseZip(await bundleOf(host.url, reference), 10_000_000)
  standalone = await (await fetch(`${host.url}/verify.html`)).text()
  // From here on there is no register any more.
  await host.stop()
  folder = await mkdtemp(join(tmpdir(), 'bundle-'))
  await Promise.all([...files].map(([name, bytes]) => writeFile(join(folder, name), bytes)))
  await writeFile(join(folder, 'standalone.html'), standalone)
})

afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

const genuine = /^Genuine and publicly logged, and in force$/
const heading = (page: Page) => page.locator('#verdict h2')
const bytesOf = (name: string) => Buffer.from(files.get(name) ?? new Uint8Array())

/** A page of the folder, opened from disk; whatever it asks for is written down, and nothing is answered. */
async function openFromDisk(file: string, width = 1280) {
  const page = await (await browser.newContext({ viewport: { width, height: 800 }, offline: true })).newPage()
  const asked: string[] = []
  const broken: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('pageerror', (error) => broken.push(error.message))
  page.on('console', (message) => broken.push(message.text()))
  const address = pathToFileURL(join(folder, file)).href
  await page.goto(address)
  const close = async () => {
    expect(broken).toEqual([])
    expect(asked).toEqual([address])
    await page.context().close()
  }
  return { page, close }
}

const give = (page: Page, ...chosen: readonly (readonly [string, Uint8Array])[]) =>
  page
    .locator('input')
    .setInputFiles(
      chosen.map(([name, bytes]) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })),
    )

describe.each([320, 1280])('verify.html of a bundle, opened from disk at %i pixels', (width) => {
  it('shows the verdict at once, asks nobody, and fits', async () => {
    const { page, close } = await openFromDisk('verify.html', width)
    await heading(page).waitFor()
    expect(await heading(page).innerText()).toMatch(genuine)
    const said = await page.locator('#verdict').innerText()
    for (const words of ['Authentic', 'Publicly logged', 'Current', cast.signatory.name, 'does not certify'])
      expect(said).toContain(words)
    expect(said).toContain(parseUtf8(files.get('vkey') ?? new Uint8Array()).trim())
    expect(await findBarriers(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    await takePicture(page, `${width}-bundle`)
    await close()
  })
})

describe('what is given to it instead', () => {
  const bent = () => {
    const bytes = bytesOf('certificate.pdf')
    bytes[5000] = (bytes[5000] ?? 0) ^ 1
    return bytes
  }
  it.each<readonly [string, () => readonly (readonly [string, Uint8Array])[], RegExp]>([
    [
      'the certificate alone',
      () => [['my certificate.PDF', bytesOf('certificate.pdf')]],
      /^Sealed by the register|^Genuine/,
    ],
    ['a certificate that was changed', () => [['certificate.pdf', bent()]], /changed after it was sealed/],
    ['the bundle', () => [['bundle.zip', formatZip(files)]], genuine],
    [
      'a bundle with a changed certificate',
      () => [['b.zip', formatZip(new Map([...files, ['certificate.pdf', bent()]]))]],
      /changed after/,
    ],
    ['the files of a bundle', () => [...files], genuine],
    ['a ZIP that is none', () => [['b.zip', bytesOf('verify.html').fill(0x50, 0, 2)]], /^Not genuine/],
    [
      'files without a certificate',
      () => [
        ['policy', bytesOf('policy')],
        ['vkey', bytesOf('vkey')],
      ],
      /^There is no certificate/,
    ],
  ])('%s', async (_what, chosen, expected) => {
    const { page, close } = await openFromDisk('standalone.html')
    expect(await heading(page).count()).toBe(0)
    await give(page, ...chosen())
    await heading(page).waitFor()
    expect(await heading(page).innerText()).toMatch(expected)
    expect(await heading(page).evaluate((element) => element === document.activeElement)).toBe(true)
    await close()
  })

  it('replaces what was shown before', async () => {
    const { page, close } = await openFromDisk('verify.html')
    await heading(page).waitFor()
    await give(page, ['certificate.pdf', bent()])
    await page.getByText('changed after it was sealed').waitFor()
    expect(await heading(page).count()).toBe(1)
    await takePicture(page, '1280-bundle-changed')
    await close()
  })
})

it('has nothing that the HTML checker objects to', async () => {
  const documents = new Map([
    ['in the bundle', parseUtf8(files.get('verify.html') ?? new Uint8Array())],
    ['by itself', standalone],
  ])
  expect(await findFaults(documents)).toEqual([])
})
