import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findBarriers, takePicture } from './browser.ts'

/** What is looked for on every page beside what each of them owes. */
export type Care = {
  /** Pictures are taken, and begin with this. */
  pictures?: string
  /** axe is a script too: where none run, the same pages are looked at elsewhere. */
  axe: boolean
}

/** Looks at every page that comes: is it whole, does it fit, does anything complain? Keeps each as it was sent. */
export function watch(page: Page, { pictures, axe }: Care) {
  const sent = new Map<string, string>()
  const looked: string[] = []
  const broken: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4/.test(message.text())) broken.push(message.text())
  })
  page.on('pageerror', (error) => broken.push(error.message))
  // As it came, before any script changed it.
  let source: Promise<string> = Promise.resolve('')
  page.on('response', (response) => {
    if (!response.request().isNavigationRequest() || response.status() === 303) return
    source = response.text()
    // A page that nobody looked at may be left before it has come whole.
    source.catch(() => undefined)
  })
  const look = async (name: string): Promise<void> => {
    sent.set(name, await source)
    looked.push(new URL(page.url()).pathname)
    if (pictures !== undefined) await takePicture(page, `${pictures}-${name}`)
    expect(axe ? await findBarriers(page) : [], name).toEqual([])
    expect(await page.getByRole('heading', { level: 1 }).count(), name).toBe(1)
    expect(await page.getByText('Demonstration: these organisations are invented').count(), name).toBe(1)
    expect(await contentWidth(page), name).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
    expect(await page.evaluate(findCutOff), name).toEqual([])
    expect(broken, name).toEqual([])
    if (!(await page.title()).startsWith('Error: ')) return
    const summary = page.locator('.govuk-error-summary')
    expect(await summary.getByRole('link').count(), name).toBeGreaterThan(0)
    if (axe)
      expect(await summary.evaluate((box) => box === document.activeElement), `${name} is told at once`).toBe(true)
  }
  return { look, sent, looked }
}

async function contentWidth(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const { cssContentSize } = await session.send('Page.getLayoutMetrics')
  await session.detach()
  return cssContentSize.width
}

/** What stands in a box that is too small for it and hides the rest. What is for screen readers alone is a point on purpose. */
function findCutOff(): string[] {
  return [...document.querySelectorAll('body *')]
    .filter((element) => {
      const { overflowX, overflowY, clip, position } = getComputedStyle(element)
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
      const wide = hides(overflowX) && element.scrollWidth > element.clientWidth + 1
      const high = hides(overflowY) && element.scrollHeight > element.clientHeight + 1
      return (wide || high) && !(position === 'absolute' && clip !== 'auto')
    })
    .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
}
