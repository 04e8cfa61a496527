import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { Browser, type Sheet } from '../support/client.ts'
import { acceptByPages, makeCast, signByPages, until } from '../support/walk-pages.ts'

/** 48 bytes in base64url: every token of a link or session is one, and a digest in hex is not. */
const token = /(?![0-9a-f]{64})[A-Za-z0-9_-]{64}/

/** What holds for every answer, whatever was asked. */
export function everyAnswerSuite(url: () => string): void {
  describe('in every answer', () => {
    let seen: readonly Sheet[]
    let pages: readonly Sheet[]
    beforeAll(async () => {
      const browser = new Browser(url())
      await browser.open('/sign/links/nothing')
      const cast = makeCast()
      await signByPages(browser, cast)
      const reference = await acceptByPages(browser, cast)
      await until('the certificate', async () => {
        return (await browser.open(`/certificates/${reference}.pdf`)).status === 200 ? true : undefined
      })
      await visitAll(browser)
      seen = browser.seen
      pages = seen.filter((sheet) => sheet.isPage && sheet.status !== 303)
    })

    it('comes to everybody of a crowd, and to whoever asks after it', async () => {
      for (let rounds = 0; rounds < 2; rounds += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one crowd after the other
        const crowd = await Promise.all(Array.from({ length: 80 }, async () => (await fetch(`${url()}/health`)).status))
        expect(new Set(crowd)).toEqual(new Set([200]))
      }
    })

    it('says that it is a demonstration', () => {
      const silent = pages.filter(({ html }) => !html.includes('Demonstration: these organisations are invented'))
      expect(silent.map(where)).toEqual([])
      expect(pages.length).toBeGreaterThan(30)
    })

    it('leads nowhere that is not there', () => {
      const lost = seen.filter(
        ({ status, address }) => status >= 400 && !/links\/nothing|\.pdf$/.test(address.pathname),
      )
      expect(lost.map(where)).toEqual([])
    })

    it('has one heading, a title of its own, and no id twice', () => {
      for (const page of pages) {
        expect(page.html.match(/<h1\b/g), where(page)).toHaveLength(1)
        expect(page.title, where(page)).not.toBe('')
        expect(page.ids.length, where(page)).toBe(new Set(page.ids).size)
      }
    })

    it('carries its security headers', () => {
      // Styles and scripts are handed out by the host, before the register is asked.
      for (const sheet of seen.filter(({ address }) => !address.pathname.startsWith('/assets/'))) {
        const policy = sheet.headers.get('content-security-policy') ?? ''
        expect(policy, where(sheet)).toContain("default-src 'none'")
        expect(policy, where(sheet)).toContain("frame-ancestors 'none'")
        expect(policy, where(sheet)).not.toContain('unsafe')
        expect(sheet.headers.get('x-content-type-options'), where(sheet)).toBe('nosniff')
        expect(sheet.headers.get('referrer-policy'), where(sheet)).toBe('no-referrer')
      }
    })

    it('has no token in a redirect or a link, save in the mails', () => {
      const told = seen.filter(({ address }) => address.pathname !== '/mailbox')
      const leaking = told.filter((sheet) => {
        return [sheet.headers.get('location') ?? '', ...sheet.links].some((address) => token.test(address))
      })
      expect(leaking.map(where)).toEqual([])
      const mailbox = seen.find(({ address }) => address.pathname === '/mailbox')
      expect(mailbox?.links.some((address) => token.test(address))).toBe(true)
    })

    it('runs no script and no style that is not its own, save the line whose digest its policy names', () => {
      for (const page of pages) {
        const policy = page.headers.get('content-security-policy') ?? ''
        for (const [, tag = '', line = ''] of page.html.matchAll(/<script\b([^>]*)>([^<]*)/g)) {
          const digest = createHash('sha256').update(line).digest('base64')
          expect(/src="\/assets\//.test(tag) || policy.includes(`'sha256-${digest}'`), where(page)).toBe(true)
        }
        expect(policy).not.toContain('unsafe')
        expect(/<style\b|\sstyle="|\son[a-z]+="/.test(page.html), where(page)).toBe(false)
      }
    })

    it('lets nobody keep what one person alone may see', () => {
      const own = seen.filter(({ address }) => /^\/(sign\/|desk|mailbox)/.test(address.pathname))
      expect(own.filter(({ headers }) => headers.get('cache-control') !== 'no-store').map(where)).toEqual([])
    })

    it('hands sessions to a browser alone, and to no script', () => {
      const cookies = seen.flatMap(({ headers }) => headers.getSetCookie())
      expect(cookies.length).toBeGreaterThan(3)
      for (const cookie of cookies) {
        expect(cookie).toMatch(/; HttpOnly/i)
        expect(cookie).toMatch(/; SameSite=Lax/i)
        expect(cookie).toMatch(/; Path=\/(sign|desk)(;|$)/i)
      }
    })
  })
}

/** Opens every page of the register that another one leads to. */
async function visitAll(browser: Browser): Promise<void> {
  const visited = new Set<string>()
  const waiting = ['/', '/desk', '/mailbox', '/api/docs', '/problems/overtaken']
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (visited.has(path)) continue
    visited.add(path)
    // One page after the other.
    // oxlint-disable-next-line no-await-in-loop
    const page = await browser.open(path)
    if (!page.isPage || page.address.pathname === '/mailbox') continue
    const near = page.links
      .map((href) => new URL(href, page.address))
      .filter(({ origin, hash }) => origin === page.address.origin && hash === '')
    waiting.push(...near.map(({ pathname, search }) => pathname + search))
  }
}

function where({ method, address, status }: Sheet): string {
  return `${method} ${address.pathname} ${status}`
}
