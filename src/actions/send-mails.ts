import { addSeconds } from '../core/day.ts'
import { retryAfter, type Carried, type MailTrouble } from '../core/mail-state.ts'
import type { Carry } from '../mail/carrier.ts'
import { write, type Statement } from '../storage/database.ts'
import { findMailToSend, hasDueMails, type MailToSend } from '../storage/read/outbox.ts'
import { claimMail, endMail, giveUp, keepInMailbox, markSent, postpone } from '../storage/write/outbox.ts'
import { renderMail } from './mails.ts'
import { now, type Parts } from './parts.ts'

/** Seconds for which a mail that was claimed is nobody else's: longer than any carrier takes for one. */
const claimSeconds = 300

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
  await write(db, [giveUp(db, now(parts))])
  await post.run(async (carry) => drain(parts, carry))
}

/**
 * One mail after the other: claimed, handed over, and what became of it written with the claim of the next. Die before it is
 * handed over: it waits until its claim runs out. Die after it: so it does, and goes out once more under the same name.
 */
async function drain(parts: Parts, carry: Carry): Promise<void> {
  const ends = parts.clock() + longestRun
  let settled: readonly Statement[] = []
  let open = true
  while (open) {
    const at = now(parts)
    const id = await claimMail(parts.db, { at, until: addSeconds(at, claimSeconds) }, settled)
    const claimed = id && (await findMailToSend(parts.db, id))
    if (!claimed) return
    const carried = findReasonNot(parts, claimed) ?? (await handOver(parts, carry, claimed))
    settled = [settle(parts, claimed, carried)]
    open = !(carried.became === 'waiting' && carried.all) && parts.clock() < ends
  }
  await write(parts.db, settled)
}

/** Why a mail is of no use any more: it waited too long, or whoever it was for wants none. */
export function findReasonNot(parts: Parts, { mail, link, codeEnds, unwanted }: MailToSend): Carried | undefined {
  const replaced = link !== null && mail.issue !== null && mail.issue < link.issue
  const ended = codeEnds ?? link?.expiresAt
  if (unwanted) return { became: 'dead', trouble: 'unwanted' }
  return replaced || (ended && ended <= now(parts)) ? { became: 'dead', trouble: 'too-late' } : undefined
}

async function handOver(parts: Parts, carry: Carry, { mail, link }: MailToSend): Promise<Carried> {
  const { stop, ...message } = await renderMail(parts, mail, link)
  const { id, at, tries, address, slots } = mail
  const carried = await carry({ id, at, tries, address, register: slots['register'] ?? '', message, stop })
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
  const pause = became === 'waiting' ? retryAfter(mail.tries, chance / 255) : undefined
  if (pause !== undefined) return postpone(parts.db, mail, addSeconds(at, pause), trouble)
  return endMail(parts.db, mail, { deadAt: at, trouble, ...(harmless.has(trouble) && { settledAt: at }) })
}
