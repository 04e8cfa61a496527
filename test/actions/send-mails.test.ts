import { eq } from 'drizzle-orm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { draftMail, type Letter } from '../../src/actions/mails.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { sendMails } from '../../src/actions/send-mails.ts'
import { mostTries, retryAfter } from '../../src/core/mail-state.ts'
import type { SmtpSettings } from '../../src/mail/settings.ts'
import { carryBySmtp } from '../../src/mail/smtp.ts'
import { write } from '../../src/storage/database.ts'
import { mails } from '../../src/storage/private-schema.ts'
import { openRegister, type Register } from '../support/register.ts'
import { smtpSettings, startSmtpHost, type Moods } from '../support/smtp-host.ts'

/** A register whose mail goes to an SMTP server on this machine. */
async function openPost(moods: Moods = {}, own: Partial<SmtpSettings> = {}) {
  const register = await openRegister()
  const host = await startSmtpHost(moods)
  onTestFinished(host.close)
  const parts: Parts = { ...register.parts, post: carryBySmtp(smtpSettings(host.port, own)) }
  return { ...register, host, parts }
}

const waiting = (address: string): Letter => ({
  template: 'waiting',
  address,
  slots: { name: 'Ffion Tŷ', body: 'Example Vale', asked: () => 'sign', desk: 'https://register.example.org/desk' },
})

async function queue({ parts }: { parts: Parts }, ...addresses: readonly string[]) {
  for (const address of addresses) await write(parts.db, [(await draftMail(parts, waiting(address))).statement])
}

async function readMails({ parts }: { parts: Parts }) {
  const rows = await parts.db.select().from(mails).orderBy(mails.id)
  return new Map(rows.map((row) => [row.address, row]))
}

/** Lets time go by and the clock do its work, tick by tick. */
async function pass(register: Pick<Register, 'clock'> & { parts: Parts }, minutes: number) {
  for (let minute = 0; minute < minutes; minute += 1) {
    register.clock.now += 60_000
    await sendMails(register.parts)
  }
}

describe('a mail to an SMTP server', () => {
  it('is plain text from the register, named after its row, that no absence is to be answered to', async () => {
    const register = await openPost()
    await queue(register, 'ffion@vale.example')
    await sendMails(register.parts)
    const [mail] = register.host.taken
    const row = (await readMails(register)).get('ffion@vale.example')
    expect(register.host.taken).toHaveLength(1)
    expect(mail?.messageId).toBe(`${row?.id}@register.example.org`)
    expect(mail).toMatchObject({ from: 'register@example.org', to: 'ffion@vale.example' })
    for (const header of [
      'From: Example register of Compact signatories <register@example.org>',
      'Reply-To: keeper@example.org',
      'To: ffion@vale.example',
      'Auto-Submitted: auto-generated',
      'Content-Type: text/plain; charset=utf-8',
    ])
      expect(mail?.text).toContain(header)
    expect(mail?.text).not.toMatch(/List-Unsubscribe|text\/html/)
    expect(row).toMatchObject({ dueAt: null, deadAt: null, trouble: null, tries: 1 })
    expect(row?.sentAt).not.toBeNull()
    await sendMails(register.parts)
    expect(register.host.taken).toHaveLength(1)
  })

  it('is not sent once what it brings has run out', async () => {
    const register = await openPost()
    const before = (await register.parts.db.select().from(mails)).length
    await register.start()
    register.clock.now += 43 * 86_400_000
    await sendMails(register.parts)
    const rows = (await register.parts.db.select().from(mails)).slice(before)
    expect(rows.map(({ template, trouble }) => [template, trouble])).toEqual([['resume', 'too-late']])
    expect(rows.every(({ settledAt, deadAt }) => settledAt !== null && deadAt !== null)).toBe(true)
    expect(register.host.taken).toEqual([])
  })

  it('never goes in the clear to another machine', async () => {
    const register = await openPost({}, { unencrypted: false })
    await queue(register, 'ffion@vale.example')
    await sendMails(register.parts)
    expect(register.host.taken).toEqual([])
    expect((await readMails(register)).get('ffion@vale.example')?.sentAt).toBeNull()
  })
})

/** What a server may do to one mail, and what that mail and the one behind it come to. */
const faults: readonly [string, Moods, Record<string, unknown>, 'sent' | 'waits'][] = [
  [
    'there is no such mailbox',
    { onRecipient: forOne('550 5.1.1 No such mailbox') },
    { trouble: 'address-refused', deadAt: null, dueAt: null, sentAt: null },
    'sent',
  ],
  [
    'the mailbox is not for us',
    { onRecipient: forOne('550 5.7.1 Relaying denied') },
    { trouble: 'refused', bouncedAt: null, dueAt: null, sentAt: null },
    'sent',
  ],
  [
    'the words are not to its taste',
    { onMail: ({ to }) => (to === 'one@vale.example' ? '554 5.6.0 Looks like spam' : undefined) },
    { trouble: 'refused', bouncedAt: null, dueAt: null, sentAt: null },
    'sent',
  ],
  [
    'it has not seen us before',
    { onRecipient: forOne('451 4.7.1 Greylisted') },
    { trouble: 'busy', sentAt: null },
    'sent',
  ],
  [
    'it closes for a while',
    { onRecipient: () => '421 4.3.2 Shutting down' },
    { trouble: 'busy', sentAt: null },
    'waits',
  ],
  ['the password is wrong', { password: 'another' }, { trouble: 'not-let-in', sentAt: null }, 'waits'],
  ['it hangs up', { onMail: () => 'hang up' }, { trouble: 'unanswered', sentAt: null }, 'waits'],
]

describe('where a server says no', () => {
  it.each(faults)('because %s, that is what the mail comes to', async (_why, moods, came, next) => {
    const url = (port: number) => `smtp://register:secret@127.0.0.1:${port}`
    const register = await openPost(moods)
    if (moods.password !== undefined) {
      register.parts.post = carryBySmtp(smtpSettings(register.host.port, { url: url(register.host.port) }))
    }
    await queue(register, 'one@vale.example', 'two@vale.example')
    await sendMails(register.parts)
    const told = await readMails(register)
    expect(told.get('one@vale.example')).toMatchObject({ tries: 1, ...came })
    expect(told.get('two@vale.example')).toMatchObject({ tries: next === 'sent' ? 1 : 0 })
    expect(register.host.taken.map(({ to }) => to)).toEqual(next === 'sent' ? ['two@vale.example'] : [])
    expect(register.events.filter(({ kind }) => kind === 'mail-troubled')).toHaveLength(1)
  })

  it('a greylisted mail goes out within minutes, and once', async () => {
    let asked = 0
    const register = await openPost({
      onRecipient: () => ((asked += 1) <= 2 ? '451 4.7.1 Greylisted, try again later' : undefined),
    })
    await queue(register, 'one@vale.example')
    await sendMails(register.parts)
    await pass(register, 10)
    expect(register.host.taken).toHaveLength(1)
    expect((await readMails(register)).get('one@vale.example')).toMatchObject({ tries: 3, trouble: null, dueAt: null })
  })

  it('a mail that it kept before it hung up comes again under the same name, and no third time', async () => {
    let hung = 0
    const register = await openPost({ onMail: () => ((hung += 1) === 1 ? 'keep and hang up' : undefined) })
    await queue(register, 'one@vale.example', 'two@vale.example')
    await sendMails(register.parts)
    await pass(register, 10)
    const names = register.host.taken.map(({ messageId }) => messageId)
    expect(names).toHaveLength(3)
    expect(new Set(names).size).toBe(2)
  })

  it('and never says yes, a mail is dead after its last try, some days later', async () => {
    const register = await openPost()
    await register.host.close()
    await queue(register, 'one@vale.example')
    const wait = async (hours: number) => {
      for (let hour = 0; hour < hours; hour += 1) {
        register.clock.now += 3_600_000
        await sendMails(register.parts)
      }
    }
    await wait(24)
    expect((await readMails(register)).get('one@vale.example')).toMatchObject({ deadAt: null })
    await wait(72)
    expect((await readMails(register)).get('one@vale.example')).toMatchObject({
      tries: mostTries,
      trouble: 'unanswered',
      dueAt: null,
      sentAt: null,
      settledAt: null,
    })
  })
})

describe('any number of instances', () => {
  it('send every mail once', async () => {
    const register = await openPost()
    const addresses = Array.from({ length: 40 }, (_, n) => `n${n}@vale.example`)
    await queue(register, ...addresses)
    const others = await register.instances(3)
    const posts = others.map((one): Parts => ({ ...one, post: carryBySmtp(smtpSettings(register.host.port)) }))
    await Promise.all([register.parts, ...posts].map(sendMails))
    expect(register.host.taken.map(({ to }) => to).toSorted()).toEqual(addresses.toSorted())
  })

  it.each(['failed and was not kept', 'failed but was kept'] as const)(
    'repeat one mail at most, where what became of it %s',
    async (fault) => {
      const register = await openPost()
      await queue(register, 'one@vale.example', 'two@vale.example', 'three@vale.example')
      // Behind the claim.
      register.breakNextWrite(fault, 1)
      await expect(sendMails(register.parts)).rejects.toThrow('went dead')
      await pass(register, 10)
      const names = register.host.taken.map(({ messageId }) => messageId)
      expect(new Set(names).size).toBe(3)
      expect(names).toHaveLength(fault === 'failed and was not kept' ? 4 : 3)
    },
  )

  it('let a mail that cannot be written keep no other from leaving', async () => {
    const register = await openPost()
    await queue(register, 'one@vale.example', 'two@vale.example')
    await register.parts.db.update(mails).set({ slots: {} }).where(eq(mails.address, 'one@vale.example'))
    await sendMails(register.parts)
    expect(register.host.taken.map(({ to }) => to)).toEqual(['two@vale.example'])
    expect((await readMails(register)).get('one@vale.example')).toMatchObject({ trouble: 'given-up', dueAt: null })
    expect(register.events.filter(({ kind }) => kind === 'defect')).toHaveLength(1)
  })
})

it('what somebody waits for leaves before what nobody asked for', async () => {
  const register = await openPost()
  await queue(register, ...Array.from({ length: 30 }, (_, n) => `many${n}@vale.example`))
  await register.parts.db.update(mails).set({ invitation: register.editions[0] ?? null })
  register.clock.now += 1000
  await queue(register, 'one@vale.example')
  await sendMails(register.parts)
  expect(register.host.taken).toHaveLength(31)
  expect(register.host.taken.slice(0, 25).map(({ to }) => to)).toContain('one@vale.example')
})

it('a pause grows with every try, is never the same for all, and ends', () => {
  const pauses = Array.from({ length: mostTries - 1 }, (_, n) => [retryAfter(n + 1, 0), retryAfter(n + 1, 1)])
  for (const [least = 0, most = 0] of pauses) expect(most / least).toBeCloseTo(1.5, 1)
  for (const [n, [least = 0]] of pauses.entries()) expect(least).toBeGreaterThan(pauses[n - 1]?.[1] ?? 0)
  expect(retryAfter(mostTries, 0.5)).toBeUndefined()
})

describe('the mailbox of a demonstration', () => {
  it('takes everything at once, delivers within the hour, and sends back what nobody can get', async () => {
    const register = await openRegister()
    await queue(register, 'one@vale.example', 'nobody@vale.invalid')
    await sendMails(register.parts)
    expect((await readMails(register)).get('one@vale.example')).toMatchObject({ deliveredAt: null, trouble: null })
    expect((await readMails(register)).get('one@vale.example')?.sentAt).not.toBeNull()
    register.clock.now += 3_600_000
    await sendMails(register.parts)
    const told = await readMails(register)
    expect(told.get('one@vale.example')?.deliveredAt).not.toBeNull()
    expect(told.get('nobody@vale.invalid')).toMatchObject({ sentAt: null, dueAt: null, trouble: 'address-refused' })
  })
})

function forOne(words: string) {
  return (address: string) => (address === 'one@vale.example' ? words : undefined)
}
