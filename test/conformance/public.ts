import { describe, expect, it } from 'vitest'
import { Browser } from '../support/client.ts'
import { acceptByPages, compact, makeCast, signByPages } from '../support/walk-pages.ts'

/** What a visitor finds out without signing anything. */
export function publicSuite(url: () => string): void {
  describe('to everybody', () => {
    it('tells of a signing on its first page, in the list and in the story of the body', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      await signByPages(browser, cast)
      const reference = await acceptByPages(browser, cast)

      const home = await browser.open('/')
      expect(home.text).toContain(`${cast.body} signed the ${compact.name}`)
      // One act is one piece of news.
      expect(home.text).not.toContain(`${cast.body} joined the register`)
      expect(home.text).toMatch(/organisations with a signing in force \d+ as at/)

      const list = await browser.press(home, 'Search', { q: cast.body })
      expect(list.text).toContain('1 signing as at')
      const address = list.links.find((href) => href.startsWith('/bodies/')) ?? ''
      const body = await browser.open(address)
      for (const words of [
        `Signed the ${compact.name}`,
        'Joined the register',
        cast.signatory.role,
        '(Minute 12/26)',
        reference,
      ]) {
        expect(body.text).toContain(words)
      }
      expect(body.text).toContain('It does not certify that the organisation keeps its promises')
      const before = await browser.open(`${address}?as-at=2009-06-01`)
      expect(before.text).toContain('as at 1 June 2009')
      expect(before.text).not.toContain('Signed – in force')

      const slug = address.slice('/bodies/'.length)
      const told: unknown = await (await fetch(`${url()}/api/v1${address}`)).json()
      expect(told).toMatchObject({
        slug,
        changes: [
          { type: 'body.registered' },
          { type: 'signing.recorded', edition: { slug: compact.slug }, reference },
        ],
      })
      const latest: unknown = await (await fetch(`${url()}/api/v1/changes`)).json()
      expect(latest).toMatchObject({ changes: expect.arrayContaining([expect.objectContaining({ reference })]) })
    })

    it('shows a signing at once on a page that was asked for just before', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      await signByPages(browser, cast)
      const address = `/signatories?q=${encodeURIComponent(cast.body)}`
      const certificates = async () =>
        (await browser.open(address)).links.filter((href) => href.startsWith('/certificates/'))
      expect(await certificates()).toEqual([])
      const reference = await acceptByPages(browser, cast)
      expect(await certificates()).toEqual([`/certificates/${reference}`])
    })

    it('says who is not on the register, and has a letter for them', async () => {
      const browser = new Browser(url())
      const name = 'Zzyzx & Quux “Society”'
      const nobody = await browser.open(`/signatories?${new URLSearchParams({ q: name })}`)
      expect([nobody.status, nobody.text.includes('Not on the register')]).toEqual([200, true])
      const ask = await browser.open(nobody.links.find((href) => href.startsWith('/ask?')) ?? '')
      expect(ask.text).toContain(`Dear ${name}`)
      expect(ask.text).toContain(`the ${compact.name}`)
      expect(ask.text).toContain('/sign')
    })

    it('refuses a filter that it does not know, and asks again with what was typed', async () => {
      const page = await new Browser(url()).open('/signatories?q=vale&sector=xyz&standing=in-force')
      expect([page.status, [...page.mistakes.keys()]]).toEqual([422, ['sector']])
      expect(page.title).toMatch(/^Error: /)
      expect(page.form('Show').values.get('standing')).toEqual(['in-force'])
    })

    it('shows a side what the others promised it, on pages and to programs alike', async () => {
      const browser = new Browser(url())
      const page = await browser.open(`/editions/${compact.slug}?for=vcs`)
      const answer: unknown = await (
        await fetch(`${url()}/api/v1/editions/${compact.slug}/undertakings?for=vcs`)
      ).json()
      const promised = [...JSON.stringify(answer).matchAll(/"number":"([^"]+)"/g)].map(([, number = '']) => number)
      expect(promised.length).toBeGreaterThan(5)
      expect(JSON.stringify(answer)).not.toContain('"party":"vcs"')
      expect(page.ids.filter((id) => /^\d+\.\d+$/.test(id))).toEqual(promised)
      const [theme = ''] = promised.map(
        (number) => `/editions/${compact.slug}/themes/${number.split('.')[0]}#${number}`,
      )
      expect(page.links).toContain(theme)
      expect((await browser.open(theme)).ids).toContain(promised[0])
    })

    it('leads from an address that is not there to the nearest that is', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      await signByPages(browser, cast)
      await acceptByPages(browser, cast)
      const list = await browser.open(`/signatories?q=${cast.number}`)
      const address = list.links.find((href) => href.startsWith('/bodies/')) ?? ''
      const lost = await browser.open(`${address}-x`)
      expect(lost.status).toBe(404)
      expect(lost.links).toContain(address)
    })
  })
}
