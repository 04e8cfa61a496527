import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { draftMail } from '../../src/actions/mails.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { sendMails } from '../../src/actions/send-mails.ts'
import { mailStateOf } from '../../src/core/mail-state.ts'
import { carryByNotify } from '../../src/mail/notify.ts'
import { write } from '../../src/storage/database.ts'
import { mails } from '../../src/storage/private-schema.ts'
import { appOf } from '../support/app.ts'
import { startNotifyHost, type NotifyMood } from '../support/notify-host.ts'
import { openRegister } from '../support/register.ts'

/** A register whose mail goes to Notify, with a mail in the queue; the answers to it come in turn. */
async function openPost(...moods: readonly NotifyMood[]) {
  const register = await openRegister()
  let said = 0
  const host = await startNotifyHost(
    () => register.clock.now,
    () => moods[said++],
  )
  onTestFinished(host.close)
  const world = { ask: (request: Request) => fetch(request), clock: () => register.clock.now }
  const parts: Parts = { ...register.parts, post: carryByNotify(host.settings, world) }
  const slots = {
    name: 'Ffion Tŷ',
    body: 'Example Vale',
    asked: () => 'sign',
    desk: 'https://register.example.org/desk',
  }
  const { id, statement } = await draftMail(parts, { template: 'waiting', address: 'ffion@vale.example', slots })
  await write(parts.db, [statement])
  const read = async () => {
    const [row] = await parts.db.select().from(mails)
    if (!row) throw new Error('there is no mail')
    return row
  }
  const pass = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      register.clock.now += 60_000
      await sendMails(parts)
    }
  }
  return { ...register, host, parts, id, read, pass }
}

/** A receipt as Notify sends it. */
function receiptOf(id: string, carriedAs: string, status: string, second: number) {
  const at = (s: number) => `2026-03-04T10:16:${String(s).padStart(2, '0')}.123456Z`
  return {
    id: carriedAs,
    reference: id,
    to: 'ffion@vale.example',
    status,
    created_at: at(0),
    completed_at: at(second),
    sent_at: at(0),
    notification_type: 'email',
    template_id: '9d751e0e-f929-4891-82a1-a3e1c3c18ee3',
    template_version: 1,
  }
}

const call = async (parts: Parts, receipt: unknown, token = 'receipts-of-the-register') =>
  appOf(parts).request('/mail/notify', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(receipt),
  })

it('a mail to Notify has its words, its reference, and a token that Notify takes', async () => {
  const { parts, host, id, read } = await openPost()
  await sendMails(parts)
  const [taken] = host.taken
  expect(host.asked).toEqual(['POST /v2/notifications/email'])
  expect(taken).toMatchObject({ email_address: 'ffion@vale.example', reference: id })
  expect(taken?.personalisation.subject).toBe('Example Vale asks to sign and waits for your check')
  expect(taken?.personalisation.text).toContain('https://register.example.org/desk')
  expect(taken).not.toHaveProperty('one_click_unsubscribe_url')
  const mail = await read()
  expect(mail).toMatchObject({ carriedAs: taken?.id, dueAt: null, trouble: null })
  expect(mailStateOf(mail)).toBe('sent')
})

describe('what Notify answers', () => {
  it.each([
    [{ status: 400, error: 'BadRequestError' }, 'dead', 'refused'],
    [{ status: 403, error: 'AuthError' }, 'queued', 'not-let-in'],
    [{ status: 429, error: 'RateLimitError' }, 'queued', 'busy'],
    [{ status: 429, error: 'TooManyRequestsError' }, 'queued', 'busy'],
    [{ status: 500, error: 'Exception' }, 'queued', 'unanswered'],
    [{ status: 503, error: 'Exception' }, 'queued', 'unanswered'],
    ['lost' as const, 'queued', 'unanswered'],
  ])('%j leaves a mail %s', async (mood, state, trouble) => {
    const { parts, host, read, pass } = await openPost(mood)
    await sendMails(parts)
    const mail = await read()
    expect([mailStateOf(mail), mail.trouble]).toEqual([state, trouble])
    // What is tried again goes out once; what is not stays where it is.
    await pass(10)
    expect(mailStateOf(await read())).toBe(state === 'dead' ? 'dead' : 'sent')
    expect(host.taken).toHaveLength(state === 'dead' ? 0 : 1)
  })
})

describe('a receipt', () => {
  const receipts = [
    ['delivered', 'delivered', null],
    ['permanent-failure', 'bounced', 'address-refused'],
    ['temporary-failure', 'bounced', 'full'],
    ['technical-failure', 'dead', 'not-handed-on'],
    ['sending', 'sent', null],
  ] as const

  it.each(receipts)('of %s makes a mail %s', async (status, state, trouble) => {
    const { parts, host, id, read } = await openPost()
    await sendMails(parts)
    expect((await call(parts, receiptOf(id, host.taken[0]?.id ?? '', status, 5))).status).toBe(204)
    const mail = await read()
    expect([mailStateOf(mail), mail.trouble]).toEqual([state, trouble])
  })

  it('that comes before it was written that Notify has the mail counts all the same', async () => {
    const { parts, host, id, read, pass } = await openPost('lost')
    await sendMails(parts)
    await call(parts, receiptOf(id, host.taken[0]?.id ?? '', 'delivered', 5))
    expect(mailStateOf(await read())).toBe('delivered')
    await pass(10)
    expect(host.taken).toHaveLength(1)
    expect(mailStateOf(await read())).toBe('delivered')
  })

  it('may come in any order and any number of times: the mail comes to the same', async () => {
    const { parts, host, id, read } = await openPost()
    await sendMails(parts)
    const carriedAs = host.taken[0]?.id ?? ''
    const sent = await read()
    const some = fc.array(
      fc.record({ status: fc.constantFrom('delivered', 'permanent-failure'), second: fc.integer({ min: 1, max: 4 }) }),
      { minLength: 1, maxLength: 5 },
    )
    const orders = some.chain((list) =>
      fc.tuple(fc.shuffledSubarray(list, { minLength: list.length }), fc.constant(list)),
    )
    await fc.assert(
      fc.asyncProperty(orders, async ([one, other]) => {
        const ends = []
        for (const order of [one, other, [...other, ...one]]) {
          await parts.db.update(mails).set(sent)
          for (const { status, second } of order) await call(parts, receiptOf(id, carriedAs, status, second))
          ends.push(await read())
        }
        expect(ends[1]).toEqual(ends[0])
        expect(ends[2]).toEqual(ends[0])
        const last = Math.max(...one.map(({ second }) => second))
        const failed = one.some(({ status, second }) => second === last && status !== 'delivered')
        expect(ends.map(mailStateOf)).toEqual(ends.map(() => (failed ? 'bounced' : 'delivered')))
      }),
      { numRuns: 30 },
    )
  })

  it('of somebody else’s mail, of one that is gone, or of another try changes nothing', async () => {
    const { parts, host, id, read } = await openPost()
    await sendMails(parts)
    const before = await read()
    const carriedAs = host.taken[0]?.id ?? ''
    const receipt = receiptOf(id, carriedAs, 'permanent-failure', 5)
    const answers = [
      await call(parts, { ...receipt, reference: null }),
      await call(parts, { ...receipt, reference: 'x' }),
      await call(parts, { ...receipt, reference: '019cb857-fca0-7c79-82ee-35c7f74b6a5c' }),
      await call(parts, { ...receipt, id: 'bfb50d92-100d-4b8b-b559-14fa3b091cda' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204])
    expect(await read()).toEqual(before)
  })

  it('is believed from Notify alone, and has to be one', async () => {
    const { parts, host, id, read } = await openPost()
    await sendMails(parts)
    const before = await read()
    const receipt = receiptOf(id, host.taken[0]?.id ?? '', 'delivered', 5)
    expect((await call(parts, receipt, 'receipts-of-somebody-else')).status).toBe(401)
    expect((await call(parts, { ...receipt, completed_at: 'yesterday' })).status).toBe(422)
    expect((await call(parts, 'delivered')).status).toBe(422)
    expect(await read()).toEqual(before)
    const { parts: another } = await openRegister()
    expect((await call(another, receipt)).status).toBe(404)
  })
})
