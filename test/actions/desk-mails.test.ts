import { describe, expect, it } from 'vitest'
import { tellMail, tellMails } from '../../src/actions/desk-mails.ts'
import { draftMail } from '../../src/actions/mails.ts'
import { now, stamp } from '../../src/actions/parts.ts'
import { sendMails } from '../../src/actions/send-mails.ts'
import { write } from '../../src/storage/database.ts'
import { codes, mails } from '../../src/storage/private-schema.ts'
import { findMailToSend } from '../../src/storage/read/outbox.ts'
import { copyMail } from '../../src/storage/write/outbox.ts'
import { browserBefore } from '../support/app.ts'
import { openRegister } from '../support/register.ts'

/** A desk, and a mail of each kind: one that came back, and one that arrived. */
async function openDesk() {
  const register = await openRegister()
  const { parts } = register
  const slots = {
    name: 'Ffion Tŷ',
    body: 'Example Vale',
    asked: () => 'sign',
    desk: 'https://register.example.org/desk',
  }
  const queue = async (address: string) => {
    const { id, statement } = await draftMail(parts, { template: 'waiting', address, slots })
    await write(parts.db, [statement])
    return id
  }
  const lost = await queue('nobody@vale.invalid')
  const arrived = await queue('ffion@vale.example')
  await sendMails(parts)
  const browser = browserBefore(parts)
  await browser.open(new URL(register.deskLink).pathname).then(async (page) => browser.press(page, 'Sign in'))
  const read = async () =>
    (await parts.db.select().from(mails)).map(({ address, sentAt }) => [address, sentAt !== null])
  return { ...register, lost, arrived, browser, read }
}

describe('a mail that came back', () => {
  it('is on the desk until it is sent again, as a new mail, and once', async () => {
    const { browser, parts, lost, read } = await openDesk()
    expect((await browser.open('/desk')).text).toContain('Emails that did not arrive (1)')
    const page = await browser.open(`/desk/mails/${lost}`)
    expect(page.text).toContain('There is no such mailbox.')
    await Promise.all([browser.press(page, 'Send it again'), browser.press(page, 'Send it again')])
    expect(await read()).toHaveLength(3)
    expect((await browser.press(page, 'Send it again')).status).toBe(409)
    const { troubled } = await tellMails(parts)
    expect(troubled.map(({ address }) => address)).toEqual(['nobody@vale.invalid'])
    expect(troubled.map(({ id }) => id)).not.toContain(lost)
    expect((await tellMail(parts, lost)).settled).toBe(true)
  })

  it('is sent again once, where two presses have read it before either was written', async () => {
    const { parts, lost, read } = await openDesk()
    const found = await findMailToSend(parts.db, lost)
    if (!found) throw new Error('the lost mail is gone')
    for (let n = 0; n < 2; n += 1) {
      await write(parts.db, copyMail(parts.db, found.mail, { id: stamp(parts).id(), at: now(parts) }))
    }
    expect(await read()).toHaveLength(3)
  })

  it('is put away where nothing more is to be done', async () => {
    const { browser, lost, read } = await openDesk()
    await browser.press(await browser.open(`/desk/mails/${lost}`), 'Nothing more to do')
    expect((await browser.open('/desk')).text).not.toContain('Emails that did not arrive')
    expect(await read()).toHaveLength(2)
  })

  it('is told by whoever saw it, where its carrier does not say so', async () => {
    const { browser, arrived } = await openDesk()
    const page = await browser.press(await browser.open(`/desk/mails/${arrived}`), 'It came back')
    expect(page.text).toContain('A coordinator saw it come back.')
    expect((await browser.open('/desk')).text).toContain('Emails that did not arrive (2)')
  })
})

it('the link of a mail is shown on a press alone, works, and is none that opens the desk', async () => {
  const { browser, parts, start } = await openDesk()
  await start()
  const { queued } = await tellMails(parts)
  const page = await browser.open(`/desk/mails/${queued.find(({ address }) => address === 'mina@vale.example')?.id}`)
  expect(page.html).not.toContain('/sign/links/')
  const shown = await browser.press(page, 'Show its link')
  const path = /\/sign\/links\/[\w-]+/.exec(shown.html)?.[0] ?? ''
  expect((await browserBefore(parts).open(path)).status).toBe(200)
})

it('a mail with a code shows no code and no link, and is not sent again once it has run out', async () => {
  const { browser, parts, clock } = await openDesk()
  const door = browserBefore(parts)
  await door.press(await door.open('/desk/session'), 'Email me a code', { email: 'coordinator@example.org' })
  const { sent } = await tellMails(parts)
  const code = sent.find(({ address }) => address === 'coordinator@example.org')
  const page = await browser.open(`/desk/mails/${code?.id}`)
  expect(page.html).not.toMatch(/\b\d{6}\b/)
  expect(page.text).not.toContain('Show its link')
  clock.now += 3_600_000
  await parts.db.update(mails).set({ bouncedAt: code?.at ?? null })
  expect(await parts.db.select().from(codes)).toHaveLength(1)
  expect((await browser.open(`/desk/mails/${code?.id}`)).text).not.toContain('Send it again')
})
