import { expect, it, onTestFinished } from 'vitest'
import { draftLink, linkAddress } from '../../src/actions/links.ts'
import { draftMail } from '../../src/actions/mails.ts'
import { stamp, type Parts } from '../../src/actions/parts.ts'
import { sendMails } from '../../src/actions/send-mails.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { carryBySmtp } from '../../src/mail/smtp.ts'
import { campaigns, invitations } from '../../src/storage/campaign-schema.ts'
import { write } from '../../src/storage/database.ts'
import { mails } from '../../src/storage/private-schema.ts'
import { insertLink } from '../../src/storage/write/access.ts'
import { appOf } from '../support/app.ts'
import { dumpTables } from '../support/dump.ts'
import { openRegister } from '../support/register.ts'
import { smtpSettings, startSmtpHost } from '../support/smtp-host.ts'

/** A body that is invited, with the mail that brings the link in the queue of a register at a public address. */
async function openInvited() {
  const register = await openRegister()
  const host = await startSmtpHost()
  onTestFinished(host.close)
  const address = 'https://register.example.org'
  const parts: Parts = { ...register.parts, address, post: carryBySmtp(smtpSettings(host.port)) }
  const { at, id } = stamp(parts)
  const [toEdition = id()] = register.editions
  const day = parseFullDay('2026-03-04')
  const days = { opensOn: day, targetOn: day, closesOn: day }
  const campaign = { id: id(), name: 'Renewal', toEdition, ...days, target: 1, chase: [7], quiet: false, madeAt: at }
  const link = draftLink(parts, 'invitation', id())
  const kind = 'town-or-parish-council' as const
  const invitation = { id: link.subject, campaign: campaign.id, body: id(), kind, wave: 1, addedAt: at, reminders: 0 }
  await parts.db.insert(campaigns).values(campaign)
  await parts.db.insert(invitations).values(invitation)
  await write(parts.db, [insertLink(parts.db, link)])
  const queue = async () => {
    const slots = {
      name: 'Ffion',
      body: 'Vale',
      edition: 'Pact',
      until: () => '4 March 2026',
      contact: 'keeper@example.org',
    }
    const letter = {
      template: 'reminder',
      address: 'ffion@vale.example',
      slots,
      link,
      invitation: link.subject,
    } as const
    await write(parts.db, [(await draftMail(parts, letter)).statement])
  }
  await queue()
  const stoppedAt = async () => (await parts.db.select().from(invitations))[0]?.stoppedAt
  return { ...register, parts, host, queue, stoppedAt, stop: `${await linkAddress(parts, link)}/stop` }
}

it('a mail that nobody asked for names the address that ends such mail, in a header and in its words', async () => {
  const { parts, host, stop } = await openInvited()
  await sendMails(parts)
  const source = host.taken[0]?.text.replaceAll(/\r\n(?=[ \t])|=\r\n/g, '') ?? ''
  expect(source).toContain(`List-Unsubscribe: <${stop}>`)
  expect(source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(source.split(stop)).toHaveLength(3)
})

it('a mail program ends it with one press, without a cookie and from elsewhere; opening the page ends nothing', async () => {
  const { parts, host, queue, stoppedAt, stop } = await openInvited()
  const path = new URL(stop).pathname
  const app = appOf(parts)
  const before = await dumpTables(parts.db)
  expect((await app.request(path)).status).toBe(200)
  expect(await dumpTables(parts.db)).toEqual(before)
  const press = async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example' }
    return app.request(path, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' })
  }
  expect((await press()).status).toBe(200)
  const first = await stoppedAt()
  expect(first).toBeTruthy()
  expect((await press()).status).toBe(200)
  expect(await stoppedAt()).toBe(first)
  // What was queued meanwhile does not leave.
  await queue()
  await sendMails(parts)
  const rows = await parts.db.select().from(mails)
  expect(rows.filter(({ invitation, sentAt }) => invitation !== null && sentAt === null)).not.toEqual([])
  expect(rows.filter(({ trouble }) => trouble === 'unwanted').every(({ settledAt }) => settledAt !== null)).toBe(true)
  expect(host.taken.length).toBeLessThan(2)
})

it('a token that is none of ours ends nothing', async () => {
  const { parts, stoppedAt, stop } = await openInvited()
  const path = new URL(stop).pathname
  const forged = path.replace(/[A-Za-z0-9](?=\/stop$)/, (one) => (one === 'A' ? 'B' : 'A'))
  for (const wrong of ['/sign/invitations/x/stop', forged]) {
    expect((await appOf(parts).request(wrong, { method: 'POST' })).status).toBe(404)
  }
  expect(await stoppedAt()).toBeNull()
})
