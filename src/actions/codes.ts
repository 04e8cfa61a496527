import { addSeconds } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { uuidBytes, type Uuid } from '../core/uuid.ts'
import { formatCode } from '../keys/token.ts'
import { write, type Statement } from '../storage/database.ts'
import { findOpenCode, type Code, type Session } from '../storage/read/access.ts'
import { countTry, insertCode, spendCode } from '../storage/write/access.ts'
import { draftMail } from './mails.ts'
import { now, stamp, type Parts } from './parts.ts'

/** Seconds for which a code works, and how often one may be mistyped. */
const codeLife = 600
const codeTries = 5

/** Mails a new six-digit code; every earlier one of the same subject is worthless from then on. */
export async function mailCode(parts: Parts, purpose: Code['purpose'], subject: Uuid, address: string): Promise<void> {
  const made = stamp(parts)
  const code: Code = {
    id: made.id(),
    purpose,
    subject,
    tries: 0,
    expiresAt: addSeconds(made.at, codeLife),
    spentAt: null,
  }
  const mail: Statement = await draftMail(parts, { template: 'code', address, slots: {}, code: code.id })
  await write(parts.db, [...insertCode(parts.db, code, made.at), mail])
}

/** Opens a session for the code that was mailed to its subject, typed by hand. It works once. */
export async function enterCode(
  parts: Parts,
  purpose: Code['purpose'],
  typed: string,
  session: Session,
  subject: Uuid,
): Promise<void> {
  const code = await findOpenCode(parts.db, purpose, subject)
  if (!code || code.expiresAt <= now(parts)) {
    throw new Refusal('code-expired', 'This code has run out. Ask for a new one.', 'code')
  }
  if (!(await countTry(parts.db, code.id, codeTries))) {
    throw new Refusal('too-many-tries', 'This code was mistyped too often. Ask for a new one.', 'code')
  }
  if (typed !== (await formatCode(parts.keys.tokens, uuidBytes(code.id)))) {
    throw new Refusal('code-wrong', 'This is not the code we sent. Check it and type it again.', 'code')
  }
  if (!(await spendCode(parts.db, code.id, now(parts), session))) {
    throw new Refusal('code-expired', 'This code has been used already. Ask for a new one.', 'code')
  }
}
