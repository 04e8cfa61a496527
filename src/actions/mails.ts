import { Refusal } from '../core/refusal.ts'
import { uuidBytes, type Uuid } from '../core/uuid.ts'
import { formatCode } from '../keys/token.ts'
import { isTemplate, writeMessage, type Filled, type Message } from '../mail/words.ts'
import type { Condition, Statement } from '../storage/database.ts'
import { listMails, type Link, type Mail } from '../storage/read/access.ts'
import { findRegister } from '../storage/read/register.ts'
import { insertMail } from '../storage/write/access.ts'
import { linkAddress } from './links.ts'
import { stamp, type Parts } from './parts.ts'

/** A mail to write: whom to, which words, and what fills them. A link or a code is named, never spelt out. */
export type Letter = Filled & { address: string; link?: Uuid; code?: Uuid }

/** The row of a mail, for the batch of the change it tells of; written where the condition holds. */
export async function draftMail(parts: Parts, letter: Letter, condition?: Condition): Promise<Statement> {
  const made = stamp(parts)
  const register = (await findRegister(parts.db))?.name ?? ''
  const { template, address, link = null, code = null } = letter
  const slots = { register, ...letter.slots }
  return insertMail(parts.db, { id: made.id(), at: made.at, address, template, slots, link, code }, condition)
}

/** How many mails the page shows. */
const shown = 200

/** The latest mails the register would have sent, the newest first: what the mailbox carrier shows instead of sending. */
export async function readMailbox(parts: Parts): Promise<readonly (Message & { at: string; address: string })[]> {
  const rows = await listMails(parts.db, shown)
  return Promise.all(
    rows.map(async ({ mail, link }) => ({ at: mail.at, address: mail.address, ...(await render(parts, mail, link)) })),
  )
}

/** Tokens and codes are computed as a mail leaves: none is in a table, and so none is in a backup. */
async function render(parts: Parts, { template, slots, code }: Mail, link: Link | null): Promise<Message> {
  if (!isTemplate(template)) throw new Refusal('not-found', 'There is no such mail.')
  return writeMessage(template, {
    ...slots,
    ...(link && { link: await linkAddress(parts, link) }),
    ...(code !== null && { code: await formatCode(parts.keys.tokens, uuidBytes(code)) }),
  })
}
