import { addSeconds } from '../core/day.ts'
import { retryAfter, type Carried, type MailTrouble } from '../core/mail-state.ts'
import type { Carry } from '../mail/carrier.ts'
import { formatHex } from '../encoding/hex.ts'
import { write, type Statement } from '../storage/database.ts'
import type { Mail } from '../storage/read/access.ts'
import { hasDueMails, listMailsToSend, type MailToSend } from '../storage/read/outbox.ts'
import { claimMails, endMail, keepInMailbox, markSent, postpone, releaseMails } from '../storage/write/outbox.ts'
import { renderMail } from './mails.ts'
import { now, type Parts } from './parts.ts'

/** Seconds for which a mail that was claimed is nobody else's: longer than a run, and than any carrier takes for one mail. */
const claimSeconds = 300

/** Mails that are claimed at once: few enough for a code that comes meanwhile not to wait long. */
const atOnce = 25

/** Milliseconds after which a run ends, so that whoever waits for it gets on; the clock begins the next one. */
const longestRun = 20_000

/** Sends what is due. Any number of instances may do so at once, and after any pause. */
export async function sendMails(parts: Parts): Promise<void> {
  const { db, post } = parts
  if (!(await hasDueMails(db, now(parts)))) return
  if (post.kind === 'mailbox') {
    await write(db, keepInMailbox(db, now(parts)))
    return
  }
  await post.run(async (carry) => {
    const ends = parts.clock() + longestRun
    while (await sendSome(parts, carry, ends));
  })
}

/**
 * Claims some mails and hands them over, one after the other: what became of one is written before the next one leaves. Die
 * before a mail is handed over: it waits until its claim runs out. Die after it: so it does, and goes out once more under the
 * same name. A power cut may bring back as many as were claimed at once. False when it is time to stop.
 */
async function sendSome(parts: Parts, carry: Carry, ends: number): Promise<boolean> {
  const at = now(parts)
  const claim = { at, until: addSeconds(at, claimSeconds) }
  const ids = await claimMails(parts.db, claim, atOnce)
  const claimed = await listMailsToSend(parts.db, ids)
  const begin = (one: MailToSend | undefined) => one && makeReady(parts, carry, one)
  let next = begin(claimed[0])
  for (const [n, { mail }] of claimed.entries()) {
    const handOver = await next
    next = begin(claimed[n + 1])
    if (!handOver) break
    const carried = await handOver()
    await write(parts.outbox, [settle(parts, mail, carried)])
    if ((carried.became === 'waiting' && carried.all) || parts.clock() >= ends) {
      const rest = claimed.slice(n + 1).map((one) => one.mail.id)
      await write(parts.db, [releaseMails(parts.db, rest, claim)])
      return false
    }
  }
  return ids.length === atOnce
}

/** Makes a mail ready while the one before it is on its way. It is waited for later, so it never fails. */
async function makeReady(parts: Parts, carry: Carry, one: MailToSend): Promise<() => Promise<Carried>> {
  const reason = findReasonNot(parts, one)
  if (reason) return async () => reason
  return pack(parts, carry, one).then(
    (send) => async () => {
      const carried = await send()
      if (carried.became !== 'sent') parts.report({ kind: 'mail-troubled', trouble: carried.trouble })
      return carried
    },
    // One that cannot be written keeps no other from leaving.
    (error: unknown) => async (): Promise<Carried> => {
      parts.report({ kind: 'defect', reference: formatHex(parts.chance(4)), error })
      return { became: 'dead', trouble: 'given-up' }
    },
  )
}

async function pack(parts: Parts, carry: Carry, { mail, link }: MailToSend): Promise<() => Promise<Carried>> {
  const { stop, ...message } = await renderMail(parts, mail, link)
  const { id, at, tries, address, slots } = mail
  return carry({ id, at, tries: tries + 1, address, register: slots['register'] ?? '', message, stop })
}

/** Why a mail is of no use any more: it waited too long, or whoever it was for wants none. */
export function findReasonNot(parts: Parts, { mail, link, codeEnds, unwanted }: MailToSend): Carried | undefined {
  const replaced = link !== null && mail.issue !== null && mail.issue < link.issue
  const ended = codeEnds ?? link?.expiresAt
  if (unwanted) return { became: 'dead', trouble: 'unwanted' }
  return replaced || (ended && ended <= now(parts)) ? { became: 'dead', trouble: 'too-late' } : undefined
}

/** Nobody has to do anything about these. */
const harmless: ReadonlySet<MailTrouble> = new Set(['too-late', 'unwanted'])

function settle(parts: Parts, mail: Mail, carried: Carried): Statement {
  const at = now(parts)
  if (carried.became === 'sent') return markSent(parts.db, mail.id, at, carried.as)
  const { became, trouble } = carried
  if (became === 'bounced') return endMail(parts.db, mail, { bouncedAt: at, trouble })
  const [chance = 0] = parts.chance(1)
  const pause = became === 'waiting' ? retryAfter(mail.tries + 1, chance / 255) : undefined
  if (pause !== undefined) return postpone(parts.db, mail, addSeconds(at, pause), trouble)
  return endMail(parts.db, mail, { deadAt: at, trouble, ...(harmless.has(trouble) && { settledAt: at }) })
}
