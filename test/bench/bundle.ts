import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { formatInstant } from '../../src/core/day.ts'
import { formatZip, parseZip } from '../../src/encoding/zip.ts'
import { findPapers, findTrust } from '../../src/verify/bundle.ts'
import { verifyCertificate } from '../../src/verify/certificate-verdict.ts'
import { startBrowser } from '../support/browser.ts'
import { certificateFiles } from '../support/certificate-files.ts'

/** Milliseconds to open and judge one bundle, each time anew: in this process, and on the page of a bundle opened from disk. */
export async function measureBundle(): Promise<{ node: readonly number[]; chromium: readonly number[] }> {
  const endings: (() => void)[] = []
  const { files } = await certificateFiles((tidy) => endings.push(tidy))
  const zip = formatZip(files)
  const node: number[] = []
  for (let n = 0; n < 40; n += 1) node.push(await judge(zip))

  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const site = '.out/public/assets'
  const { offline }: { offline: string } = JSON.parse(await readFile(join(site, 'manifest.json'), 'utf8'))
  const address = join(folder, 'verify.html')
  await writeFile(address, await readFile(join(site, offline)))
  const browser = await startBrowser()
  const chromium: number[] = []
  for (let n = 0; n < 10; n += 1) chromium.push(await show(browser, pathToFileURL(address).href, zip))
  await browser.close()
  await rm(folder, { recursive: true })
  endings.forEach((tidy) => tidy())
  return { node, chromium }
}

async function judge(zip: Uint8Array): Promise<number> {
  const begun = performance.now()
  const files = parseZip(zip, 10_000_000)
  const papers = findPapers(files)
  const verdict = papers && (await verifyCertificate(papers, findTrust(files), formatInstant(Date.parse('2026-03-05'))))
  if (verdict?.current.answer !== 'yes') throw new Error('the bundle does not hold')
  return performance.now() - begun
}

/** From the choice of the file until the verdict can be read, on a page that has not judged anything before. */
async function show(browser: Browser, address: string, zip: Uint8Array): Promise<number> {
  const page = await (await browser.newContext({ offline: true })).newPage()
  await page.goto(address)
  const shown = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let begun = 0
        document.addEventListener('change', () => (begun = performance.now()), { capture: true })
        const place = document.querySelector('#verdict')
        const watching = new MutationObserver(() => {
          if (place?.querySelector('h2')) resolve(performance.now() - begun)
        })
        if (place) watching.observe(place, { childList: true })
      }),
  )
  await page.locator('input').setInputFiles({ name: 'b.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) })
  const taken = await shown
  const words = await page.locator('#verdict h2').innerText()
  if (!words.startsWith('Genuine and publicly logged')) throw new Error(words)
  await page.context().close()
  return taken
}
