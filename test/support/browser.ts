import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'

const pictures = join(import.meta.dirname, '../../.out/pages')
const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

// The shell draws the same pages with half the work: it has no windows around them.
const programs = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/** Debian's Chromium, without anything that would ask the network. */
export function startBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']
  return chromium.launch({
    executablePath: programs.find(existsSync) ?? 'chromium',
    args: [...args, '--disable-sync', '--no-first-run'],
  })
}

/** Takes a picture of a whole page for `.out/pages`. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

/** What axe finds against WCAG 2.2 AA on a page as it stands: rule and place of each. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // The page's own policy lets no foreign script in; the inspector stands outside it.
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axe })
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      .then(({ violations }) => JSON.stringify(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html))))`,
    awaitPromise: true,
    returnByValue: true,
  })
  await session.detach()
  const found: unknown = JSON.parse(String(result.value))
  return Array.isArray(found) ? found.map(String) : []
}
