import { addSeconds } from '../core/day.ts'
import type { MailLanguage } from '../core/mail-language.ts'
import { Refusal } from '../core/refusal.ts'
import { uuidBytes, type Uuid } from '../core/uuid.ts'
import { formatSlipCode } from '../core/slip.ts'
import { formatCode, formatSlipDigits } from '../keys/token.ts'
import type { Message } from '../mail/message.ts'
import { isTemplate, sayIn, writeMessage, type Filled, type Template } from '../mail/words.ts'
import type { Condition, Statement } from '../storage/database.ts'
import { listMails, type Link, type Mail } from '../storage/read/access.ts'
import { findRegister } from '../storage/read/register.ts'
import { hasMailsLeft, insertMail } from '../storage/write/access.ts'
import { linkAddress } from './links.ts'
import { now, stamp, type Parts } from './parts.ts'

/** A mail to write: whom to, which words, and what fills them. A link or a code is named, never spelt out. */
export type Letter = Filled & {
  address: string
  link?: Pick<Link, 'id' | 'issue'>
  code?: Uuid
  /** English unless told. */
  language?: MailLanguage | undefined
  /** The invitation that it brings or follows: whoever gets it did not ask for it, and may end such mail. */
  invitation?: Uuid
}

/** The mails that a stranger may cause by typing somebody's address. */
const asked: ReadonlySet<Template> = new Set(['resume', 'signature', 'change', 'code'])

/** A mail that is still to be stored with the change it tells of. */
type DraftedMail = { id: Uuid; statement: Statement }

/** The row of a mail, for the batch of the change it tells of; written where the condition holds. */
export async function draftMail(parts: Parts, letter: Letter, condition?: Condition): Promise<DraftedMail> {
  const made = stamp(parts)
  const id = made.id()
  const register = (await findRegister(parts.db))?.name ?? ''
  const { template, address, link, code = null, language = 'en', invitation = null } = letter
  const slots = sayIn(language, { register, ...letter.slots })
  const mail = {
    id,
    at: made.at,
    address,
    template,
    slots,
    code,
    asked: asked.has(template),
    link: link?.id ?? null,
    issue: link?.issue ?? null,
    language,
    invitation,
    dueAt: made.at,
    tries: 0,
  }
  return { id, statement: insertMail(parts.db, mail, condition) }
}

/** The rows of several mails that stand or fall with one condition. */
export async function draftMails(
  parts: Parts,
  letters: readonly Letter[],
  condition: Condition,
): Promise<readonly Statement[]> {
  const drafted = await Promise.all(letters.map((letter) => draftMail(parts, letter, condition)))
  return drafted.map((one) => one.statement)
}

/** A condition: the day's mails to an address have not run out. */
export function mailsLeft(parts: Parts, address: string): Condition {
  return hasMailsLeft(address, addSeconds(now(parts), -86_400), parts.limits.mailsPerDay)
}

/** What is said when they have. */
export function noMailsLeft(parts: Parts, address: string, field?: string): Refusal {
  const words = `We have sent ${parts.limits.mailsPerDay} emails to ${address} in a day. Use the newest, or try again tomorrow.`
  return new Refusal('too-many-mails', words, field ?? [])
}

/** How many mails the page shows. */
const shown = 200

/** The latest mails the register would have sent, the newest first: what the mailbox carrier shows instead of sending. */
export async function readMailbox(parts: Parts): Promise<readonly (Message & { at: string; address: string })[]> {
  const rows = await listMails(parts.db, shown)
  return Promise.all(
    rows.map(async ({ mail, link }) => {
      const { subject, text } = await renderMail(parts, mail, link)
      return { at: mail.at, address: mail.address, subject, text }
    }),
  )
}

/**
 * A mail as it leaves, and where one press ends mail that nobody asked for. Tokens and codes are computed here: none is in a
 * table, and so none is in a backup.
 */
export async function renderMail(
  parts: Parts,
  { template, slots, code, issue, language, invitation }: Mail,
  link: Link | null,
): Promise<Message & { stop: string | undefined }> {
  if (!isTemplate(template)) throw new Error('a mail has words that are not ours')
  const address = link ? await linkAddress(parts, { ...link, issue: issue ?? link.issue }) : undefined
  const stop = address !== undefined && invitation !== null ? `${address}/stop` : undefined
  const computed = {
    ...slots,
    ...(address !== undefined && { link: address }),
    ...(stop !== undefined && { stop }),
    ...(template === 'slip' && { code: await slipCode(parts, slots) }),
    ...(code !== null && { code: await formatCode(parts.keys.tokens, uuidBytes(code)) }),
  }
  return { ...writeMessage(template, computed, language), stop }
}

/** The code that a slip of a signing event has by mail. */
async function slipCode({ keys }: Parts, { slip = '' }: Mail['slots']): Promise<string> {
  return formatSlipCode(await formatSlipDigits(keys.tokens, 'mailed', slip))
}
