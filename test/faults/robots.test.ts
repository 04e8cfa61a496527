import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sendMails } from '../../src/actions/send-mails.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { startBrowser } from '../support/browser.ts'
import { appOf, browserBefore } from '../support/app.ts'
import { Browser } from '../support/client.ts'
import { dumpTables } from '../support/dump.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { clerk, setStage, type Stage } from '../support/stage.ts'
import { makeCast, requestByPages, until } from '../support/walk-pages.ts'

const days = 86_400_000

/** The links that people are mailed, with the button behind each and where it leads. */
async function linksOf({ deskLink, mailbox }: Stage) {
  const text = async (to: string) => (await mailbox(to)).find((mail) => mail.text.includes('/sign/links/'))?.text ?? ''
  const path = (words: string) => /\/sign\/links\/\S+/.exec(words)?.[0] ?? ''
  return {
    preparer: { path: path(await text('mina@vale.example')), button: 'Go on' },
    signatory: { path: path(await text(clerk)), button: 'Email me a code' },
    coordinator: { path: new URL(deskLink).pathname, button: 'Sign in' },
  }
}

/** How a mail program, a scanner of attachments and a browser that looks ahead come by. */
const visits: readonly { method: string; headers: Record<string, string> }[] = [
  { method: 'GET', headers: { 'user-agent': 'LinkScanner/1.0' } },
  { method: 'HEAD', headers: { 'user-agent': 'LinkScanner/1.0' } },
  { method: 'GET', headers: { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' } },
  { method: 'OPTIONS', headers: { origin: 'https://mail.example', 'access-control-request-method': 'POST' } },
]

describe.each(['preparer', 'signatory', 'coordinator'] as const)('the link of a %s', (whose) => {
  it('is as good as new after robots have opened it a hundred times', async () => {
    const stage = await setStage()
    const { path, button } = (await linksOf(stage))[whose]
    const before = await dumpTables(stage.parts.db)
    const app = appOf(stage.parts)
    for (let n = 0; n < 100; n += 1) {
      for (const visit of visits) {
        const { status, headers } = await app.request(path, visit)
        expect([status, headers.has('set-cookie')]).toEqual([visit.method === 'OPTIONS' ? 404 : 200, false])
      }
    }
    expect(await dumpTables(stage.parts.db)).toEqual(before)
    const browser = browserBefore(stage.parts)
    expect((await browser.press(await browser.open(path), button)).status).toBe(200)
  })

  it('says when it has run out, and what to do', async () => {
    const stage = await setStage()
    const { path, button } = (await linksOf(stage))[whose]
    const browser = browserBefore(stage.parts)
    const page = await browser.open(path)
    stage.clock.now += 43 * days
    // Mail that waited has long arrived.
    await sendMails(stage.parts)
    const before = await dumpTables(stage.parts.db)
    for (const late of [await browser.open(path), await browser.press(page, button)]) {
      expect([late.status, late.heading, late.isPage]).toEqual([410, 'This link has run out', true])
      expect(`${late.text} ${late.forms.map((form) => form.button).join()}`).toMatch(
        /Ask for a new one|Email me a new link|Sign in with/,
      )
    }
    expect(await dumpTables(stage.parts.db)).toEqual(before)
  })
})

it('a link of the desk that was used says so, and where the door is', async () => {
  const stage = await setStage()
  const { path, button } = (await linksOf(stage)).coordinator
  const browser = browserBefore(stage.parts)
  const page = await browser.open(path)
  await browser.press(page, button)
  const stranger = browserBefore(stage.parts)
  for (const late of [await stranger.open(path), await stranger.press(page, button)]) {
    expect([late.status, late.heading]).toEqual([410, 'This link has run out'])
    expect(late.text).toContain('This link has been used already. Sign in with your email address instead.')
  }
  expect((await stranger.open('/desk')).heading).not.toContain('waits')
})
it('a robot that runs scripts opens a link a hundred times, and the person after it is the first to do anything', async () => {
  const host = await startEmbeddedHost({})
  const db = await openDatabase({ url: `file:${join(host.folder, 'register.db')}` })
  const person = new Browser(host.url)
  const invitation = await requestByPages(person, makeCast())
  // What was opened is published by and by; after that nothing happens by itself.
  await until('the first list', async () => (await person.open('/signatories.json')).status === 200 || undefined)
  const before = await dumpTables(db)
  const robot = await startBrowser()
  const page = await robot.newPage()
  for (let n = 0; n < 100; n += 1) await page.goto(host.url + invitation)
  expect(await page.getByRole('button', { name: 'Email me a code' }).count()).toBe(1)
  await robot.close()
  expect(await dumpTables(db)).toEqual(before)
  const code = await person.press(await person.open(invitation), 'Email me a code')
  expect(code.address.pathname).toBe('/sign/code')
  db.$client.close()
  await host.stop()
})
