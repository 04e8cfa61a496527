import { addSeconds } from '../core/day.ts'
import { retryAfter, type Carried, type MailTrouble } from '../core/mail-state.ts'
import type { Carry } from '../mail/carrier.ts'
import { formatHex } from '../encoding/hex.ts'
import { write, type Statement } from '../storage/database.ts'
import { findMailToSend, hasDueMails, type MailToSend } from '../storage/read/outbox.ts'
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
  const claimed = await claimMails(parts.db, claim, atOnce)
  for (const [n, id] of claimed.entries()) {
    const found = await findMailToSend(parts.outbox, id)
    if (!found) continue
    const carried = findReasonNot(parts, found) ?? (await handOver(parts, carry, found))
    await write(parts.outbox, [settle(parts, found, carried)])
    if ((carried.became === 'waiting' && carried.all) || parts.clock() >= ends) {
      await write(parts.db, [releaseMails(parts.db, claimed.slice(n + 1), claim)])
      return false
    }
  }
  return claimed.length === atOnce
}

/** Why a mail is of no use any more: it waited too long, or whoever it was for wants none. */
export function findReasonNot(parts: Parts, { mail, link, codeEnds, unwanted }: MailToSend): Carried | undefined {
  const replaced = link !== null && mail.issue !== null && mail.issue < link.issue
  const ended = codeEnds ?? link?.expiresAt
  if (unwanted) return { became: 'dead', trouble: 'unwanted' }
  return replaced || (ended && ended <= now(parts)) ? { became: 'dead', trouble: 'too-late' } : undefined
}

async function handOver(parts: Parts, carry: Carry, { mail, link }: MailToSend): Promise<Carried> {
  const { id, at, tries, address, slots } = mail
  const carried = await renderMail(parts, mail, link).then(
    async ({ stop, ...message }) => {
      return carry({ id, at, tries: tries + 1, address, register: slots['register'] ?? '', message, stop })
    },
    // One that cannot be written keeps no other from leaving.
    (error: unknown): Carried => {
      parts.report({ kind: 'defect', reference: formatHex(parts.chance(4)), error })
      return { became: 'dead', trouble: 'given-up' }
    },
  )
  if (carried.became !== 'sent') parts.report({ kind: 'mail-troubled', trouble: carried.trouble })
  return carried
}

/** Nobody has to do anything about these. */
const harmless: ReadonlySet<MailTrouble> = new Set(['too-late', 'unwanted'])

function settle(parts: Parts, { mail }: MailToSend, carried: Carried): Statement {
  const at = now(parts)
  if (carried.became === 'sent') return markSent(parts.db, mail.id, at, carried.as)
  const { became, trouble } = carried
  if (became === 'bounced') return endMail(parts.db, mail, { bouncedAt: at, trouble })
  const [chance = 0] = parts.chance(1)
  const pause = became === 'waiting' ? retryAfter(mail.tries + 1, chance / 255) : undefined
  if (pause !== undefined) return postpone(parts.db, mail, addSeconds(at, pause), trouble)
  return endMail(parts.db, mail, { deadAt: at, trouble, ...(harmless.has(trouble) && { settledAt: at }) })
}
