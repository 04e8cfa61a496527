import { describe, expect, it } from 'vitest'
import { Browser } from '../support/client.ts'
import {
  acceptByPages,
  compact,
  linkIn,
  listMails,
  mailedCode,
  makeCast,
  pledgeOf,
  prepareByPages,
  requireMail,
  until,
} from '../support/walk-pages.ts'
import { readCheckpoint } from './read-log.ts'

/** Mail scanners and impatient people open every link, again and again: none of it may change anything. */
export function readingSuite(url: () => string): void {
  describe('read and not written to', () => {
    it('changes nothing, whoever opens what, before the thread goes on', async () => {
      const browser = new Browser(url())
      const cast = makeCast()
      const settled = async () => ({
        size: (await readCheckpoint(url())).size,
        // Themselves and not their number: a mailbox that is full shows as many when there is one more.
        mails: await listMails(browser),
      })
      const readAll = async (paths: readonly string[]) => {
        const before = await settled()
        for (const path of [...paths, ...paths, ...paths]) {
          // oxlint-disable no-await-in-loop -- one visit after the other
          const stranger = new Browser(url())
          const opened = await stranger.open(path)
          expect(opened.status, path).toBeLessThan(500)
          expect((await stranger.head(path)).status, path).toBeLessThan(500)
          await browser.open(path)
          await browser.head(path)
          // oxlint-enable no-await-in-loop
        }
        expect(await settled()).toEqual(before)
      }
      await quiet(url())

      const overview = await prepareByPages(browser, cast)
      const own = overview.address.pathname
      const resume = linkIn(await requireMail(browser, cast.preparer.email, 'Your sign-up'))
      await readAll([resume, own, `${own}/organisation`, `${own}/editions`, `${own}/signatory`, `${own}/request`])

      await browser.press(await browser.open(own), 'Send for signature')
      const link = linkIn(await requireMail(browser, cast.signatory.email, 'please sign'))
      await readAll([resume, link, own, '/sign/code', '/sign/requests'])

      const code = await browser.press(await browser.open(link), 'Email me a code')
      await readAll([link, '/sign/code', '/sign/code/new'])
      const digits = await mailedCode(browser, cast.signatory.email)
      const requests = await browser.press(code, 'Continue', { code: digits })
      const request = requests.links.find((href) => href.startsWith('/sign/requests/')) ?? ''
      await readAll([link, '/sign/code', '/sign/code/new', '/sign/requests', request])

      const signed = await browser.press(await browser.open(request), `Sign the ${compact.name}`, pledgeOf(cast))
      expect(signed.heading).toBe('You have signed')
      await readAll([link, '/sign/requests', request, '/desk', '/desk/session', '/desk/session/end'])

      const reference = await acceptByPages(browser, cast)
      await quiet(url())
      const [, desk = ''] = /"(\/desk\/sign-ups\/[^"]+)"/.exec((await browser.open('/desk')).html) ?? []
      await readAll([
        ...(desk ? [desk, `${desk}/acceptance`] : []),
        `/certificates/${reference}`,
        `/certificates/${reference}.pdf`,
        '/signatories',
        '/signatories.json',
        '/log/checkpoint',
        '/',
      ])
    })
  })
}

/** Waits until nothing is being published behind the answers any more. */
async function quiet(url: string): Promise<void> {
  await until('the log to be quiet', async () => {
    const health: unknown = await (await fetch(`${url}/health`)).json()
    const [, size, published] = /"size":(\d+),"published":(\d+)/.exec(JSON.stringify(health)) ?? []
    const { total } = await counted(url)
    return size === published && total ? true : undefined
  })
}

/** Whether every signing on the list has its certificate. */
async function counted(url: string): Promise<{ total: boolean }> {
  const list: { signatories: { reference: string }[] } = await (await fetch(`${url}/api/v1/signatories`)).json()
  const made = await Promise.all(
    list.signatories.map(async ({ reference }) => (await fetch(`${url}/certificates/${reference}.pdf`)).ok),
  )
  return { total: made.every(Boolean) }
}
