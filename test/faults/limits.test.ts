import { describe, expect, it } from 'vitest'
import { mails } from '../../src/storage/private-schema.ts'
import { appOf, browserBefore } from '../support/app.ts'
import { Sheet, type Browser } from '../support/client.ts'
import { clerk, setStage, type Stage } from '../support/stage.ts'

const minute = 60_000
const day = 24 * 60 * minute

describe('mails asked for a thousand times are five in a day', () => {
  const coordinator = 'coordinator@example.org'
  const victim = 'victim@example.org'
  it.each([
    { where: 'by beginning', path: () => '/sign/start', fields: { name: 'Nobody', email: victim }, to: victim },
    { where: 'at the door of the desk', path: () => '/desk/code', fields: { email: coordinator }, to: coordinator },
    { where: 'by asking for another code', path: () => '/sign/code/new', fields: {}, to: clerk },
    { where: 'by opening the invitation', path: invitationTo, fields: {}, to: clerk },
  ])('$where', async ({ path, fields, to }) => {
    const stage = await setStage()
    // The stage was set the day before, which does not count.
    stage.clock.now += day
    const app = appOf({ ...stage.parts, limits: { ...stage.parts.limits, mailsPerDay: 5 } })
    const address = new URL(await path(stage), stage.parts.address)
    const cookie = `invited=${await stage.seat('invited')}`
    const before = await mailsTo(stage, to)
    for (let n = 0; n < 1000; n += 1) {
      const headers = { origin: stage.parts.address, cookie }
      const answer = await app.request(address.href, { method: 'POST', headers, body: new URLSearchParams(fields) })
      const sheet = new Sheet('POST', address, answer, new Uint8Array(await answer.arrayBuffer()))
      const told = sheet.status === 429 && sheet.text.includes('Use the newest, or try again tomorrow.')
      expect(sheet.status < 400 || (n >= 5 && told), `${n}: ${sheet.status} ${sheet.text}`).toBe(true)
      stage.clock.now += 1000
    }
    expect((await mailsTo(stage, to)) - before).toBe(5)
    await stage.check()
  })

  it('and the door of the desk says no more of a coordinator than of a stranger', async () => {
    const stage = await setStage()
    const app = appOf({ ...stage.parts, limits: { ...stage.parts.limits, mailsPerDay: 3 } })
    const ask = async (email: string) => {
      const headers = { origin: stage.parts.address }
      const answer = await app.request('/desk/code', { method: 'POST', headers, body: new URLSearchParams({ email }) })
      return [answer.status, (await answer.text()).replaceAll(email, '').replaceAll(/nonce="[^"]*"/g, '')]
    }
    const stranger = await ask('stranger@example.org')
    for (let n = 0; n < 7; n += 1) expect(await ask('approver@example.org')).toEqual(stranger)
  })
})

describe('codes guessed', () => {
  it('wear out after five tries each and twenty-five in an hour, and every page says how to go on', async () => {
    const stage = await setStage()
    const browser = browserBefore(stage.parts)
    browser.sit('invited', (await stage.seat('invited')) ?? '', '/sign')
    const guesses: number[] = []
    for (let round = 0; round < 7; round += 1) {
      const right = await anotherCode(stage, browser)
      for (let n = 0; n < 6; n += 1) guesses.push(await guess(browser, right === '000000' ? '000001' : '000000'))
    }
    const worn = [422, 422, 422, 422, 422, 429]
    const wornOut = [429, 429, 429, 429, 429, 429]
    expect(guesses).toEqual([...Array.from({ length: 5 }, () => worn), wornOut, wornOut].flat())
    expect(await guess(browser, await anotherCode(stage, browser))).toBe(429)
    stage.clock.now += 61 * minute
    expect(await guess(browser, await anotherCode(stage, browser))).toBe(200)
  })
})

async function guess(browser: Browser, code: string): Promise<number> {
  const page = await browser.press(await browser.open('/sign/code'), 'Continue', { code })
  if (page.status === 200) return 200
  expect([page.title.startsWith('Error: '), page.mistakes.has('code')]).toEqual([true, true])
  expect(page.forms.map(({ button }) => button)).toContain('Send another code')
  return page.status
}

async function anotherCode(stage: Stage, browser: Browser): Promise<string> {
  // Of two mails the later one is the one people read.
  stage.clock.now += 1000
  await browser.press(await browser.open('/sign/code'), 'Send another code')
  return stage.readCode(clerk)
}

async function mailsTo({ parts: { db } }: Stage, address: string): Promise<number> {
  return (await db.select().from(mails)).filter((mail) => mail.address === address).length
}

async function invitationTo({ mailbox }: Stage): Promise<string> {
  const mail = (await mailbox(clerk)).find(({ text }) => text.includes('/sign/links/'))
  return /\/sign\/links\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
}
