import { addSeconds } from '../core/day.ts'
import { uuidBytes } from '../core/uuid.ts'
import { formatCode } from '../keys/token.ts'
import { write, type Condition } from '../storage/database.ts'
import { findOpenCode, type Code, type Session } from '../storage/read/access.ts'
import { countTry, insertCode, isToBeSent, spendCode } from '../storage/write/access.ts'
import { draftMail, mailsLeft, type Letter } from './mails.ts'
import { now, stamp, type Parts } from './parts.ts'

/** How often all the codes of one person may be mistyped in an hour. */
const hourlyTries = 25

/**
 * Mails a new six-digit code; every earlier one of the same subject is worthless from then on. All or nothing: false
 * when none is left, mostly because the day's mails to the address have run out.
 */
export async function mailCode(
  parts: Parts,
  { purpose, subject }: Pick<Code, 'purpose' | 'subject'>,
  { address, language }: Pick<Letter, 'address' | 'language'>,
  left: Condition = mailsLeft(parts, address),
): Promise<boolean> {
  const made = stamp(parts)
  const code: Code = {
    id: made.id(),
    purpose,
    subject,
    tries: 0,
    expiresAt: addSeconds(made.at, parts.limits.codeMinutes * 60),
    spentAt: null,
    enteredAt: null,
  }
  const slots = { minutes: String(parts.limits.codeMinutes) }
  const letter = { template: 'code', address, slots, code: code.id, language } as const
  const mail = await draftMail(parts, letter, left)
  const [sent] = await write(parts.db, [mail.statement, ...insertCode(parts.db, code, made.at, isToBeSent(mail.id))])
  return sent?.rowsAffected === 1
}

/** What becomes of a typed code. */
export type CodeVerdict = 'entered' | 'wrong' | 'run-out' | 'worn-out'

/** Opens a session for the code that was mailed to its subject, typed by hand. It works once. */
export async function enterCode(
  parts: Parts,
  { purpose, subject }: Pick<Code, 'purpose' | 'subject'>,
  typed: string,
  session: Session,
): Promise<CodeVerdict> {
  const at = now(parts)
  const code = await findOpenCode(parts.db, purpose, subject)
  if (!code || code.expiresAt <= at) return 'run-out'
  const { codeMinutes, codeTries } = parts.limits
  const limits = { code: codeTries, subject: hourlyTries, since: addSeconds(at, codeMinutes * 60 - 3600) }
  if (!(await countTry(parts.db, code, limits))) return 'worn-out'
  if (typed !== (await formatCode(parts.keys.tokens, uuidBytes(code.id)))) return 'wrong'
  return (await spendCode(parts.db, code, at, session)) ? 'entered' : 'run-out'
}
