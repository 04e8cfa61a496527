import { addSeconds, formatDayWords, londonDay, nextDay, startOfLondonDay, type Instant } from '../core/day.ts'
import { said, type MailLanguage, type Said } from '../core/mail-language.ts'
import { missingSignatures, stateOf } from '../core/sign-up.ts'
import { write, type Condition, type Statement } from '../storage/database.ts'
import { findSignatureLink } from '../storage/read/access.ts'
import { findRegister } from '../storage/read/register.ts'
import { listUnwarned, type StoredSignUp } from '../storage/read/sign-ups.ts'
import { insertLink, isToBeSent, reissueLink } from '../storage/write/access.ts'
import { isUnwarned, markWarned } from '../storage/write/sign-ups.ts'
import { readRetention } from './erase-old.ts'
import { draftLink, expiryOf } from './links.ts'
import { draftMail, draftMails } from './mails.ts'
import { bodyNameOf } from './name-sign-up.ts'
import { now, type Parts } from './parts.ts'
import { waitingLetters } from './waiting-letters.ts'

/** How many days before a sign-up is erased its people are warned, where it is kept long enough. */
const daysBefore = 7

/** Warns the people of every sign-up that nobody has touched for so long that it is about to be erased: once. */
export async function warnUnfinished(parts: Parts): Promise<void> {
  if (!(await findRegister(parts.db))) return
  const { unfinished } = await readRetention(parts)
  const ago = (days: number): Instant => addSeconds(now(parts), -days * 86_400)
  const due = ago(unfinished - Math.min(daysBefore, unfinished / 2))
  for (const signUp of await listUnwarned(parts.db, due, ago(unfinished))) await warn(parts, signUp, unfinished)
}

/** Everything goes with the mail to the preparer, which is written where nobody was warned yet. */
async function warn(parts: Parts, signUp: StoredSignUp, unfinished: number): Promise<void> {
  const at = now(parts)
  const body = (await bodyNameOf(parts, signUp)) || said({ en: 'Your organisation', cy: 'Eich sefydliad' })
  const erased = londonDay(addSeconds(lastTouched(signUp), unfinished * 86_400))
  const known = { body, day: (language: MailLanguage) => formatDayWords(erased, language) }
  const { name, address } = signUp.preparer
  const link = draftLink(parts, 'resume', signUp.id)
  const first = await draftMail(
    parts,
    { template: 'unfinished', address, slots: { ...known, name }, link, language: signUp.draft.language },
    isUnwarned(signUp),
  )
  const where = isToBeSent(first.id)
  await write(parts.db, [
    first.statement,
    insertLink(parts.db, link, where),
    ...(await warnSignatories(parts, signUp, known, where)),
    ...(stateOf(signUp) === 'awaiting-check'
      ? await draftMails(parts, await waitingLetters(parts, signUp), where)
      : []),
    markWarned(parts.db, signUp, at, where),
  ])
}

/** Whoever still has to sign gets a link that works, in place of the one they have. */
async function warnSignatories(
  parts: Parts,
  signUp: StoredSignUp,
  known: { body: string | Said; day: Said },
  where: Condition,
): Promise<readonly Statement[]> {
  if (stateOf(signUp) !== 'sent') return []
  const numbers = new Set(missingSignatures(signUp).map(({ signatory }) => signatory))
  const statements: Statement[] = []
  for (const number of numbers) {
    const person = signUp.draft.signatories[number - 1]
    const link = await findSignatureLink(parts.db, signUp.id, number)
    if (!person || !link || person.wrongPerson) continue
    const next = { ...link, issue: link.issue + 1, expiresAt: expiryOf(parts, link.purpose), spentAt: null }
    const { name, address } = person
    const to = { address, link: next, language: signUp.draft.language }
    const mail = await draftMail(parts, { template: 'unfinished', slots: { ...known, name }, ...to }, where)
    statements.push(mail.statement, reissueLink(parts.db, link, next, isToBeSent(mail.id)))
  }
  return statements
}

/** From when on nobody has touched a sign-up; one that is for a board on some day is not waited for until then. */
function lastTouched({ changedAt, boardOn }: StoredSignUp): Instant {
  const after = boardOn === null ? changedAt : startOfLondonDay(nextDay(boardOn))
  return after > changedAt ? after : changedAt
}
