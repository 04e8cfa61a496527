import { decideReplacement, type Replacement } from '../core/replacement.ts'
import { allOf, holds, write, type Condition, type Statement } from '../storage/database.ts'
import type { Link } from '../storage/read/access.ts'
import { insertLink, isToBeSent } from '../storage/write/access.ts'
import { forgetSignatory, overtaken, unchanged, updateSignUp } from '../storage/write/sign-ups.ts'
import { assureFits, assureSettable } from './assure-certifiable.ts'
import type { Place } from './find-place.ts'
import { signatureLetter } from './link-letters.ts'
import { draftLink } from './links.ts'
import { draftMail, mailsLeft, noMailsLeft, type Letter } from './mails.ts'
import { askedSaid, bodyNameOf } from './name-sign-up.ts'
import { now, type Parts } from './parts.ts'

type Seat = Pick<Place, 'signUp' | 'number'>

/** Whoever was asked says that they are not the one, and who is, if they know. The preparer is told, or asked. */
export async function reassignSignatory(parts: Parts, seat: Seat, next: Replacement | undefined): Promise<void> {
  const { name, address } = seat.signUp.preparer
  const link = draftLink(parts, 'resume', seat.signUp.id)
  const { language } = seat.signUp.draft
  const slots = {
    name,
    body: await bodyNameOf(parts, seat.signUp),
    asked: await askedSaid(parts, seat.signUp),
    person: seat.signUp.draft.signatories[seat.number - 1]?.name ?? '',
  }
  const letter: Letter = next
    ? { template: 'reassigned', address, slots: { ...slots, next: `${next.name}, ${next.role}` }, link, language }
    : { template: 'wrong-person', address, slots, link, language }
  await replace(parts, seat, next, { letter, link })
}

/** The preparer names somebody else. */
export async function replaceSignatory(parts: Parts, seat: Seat, next: Replacement): Promise<void> {
  await replace(parts, seat, next)
}

/** The link of whoever leaves works no more, from the moment that somebody else's does. */
async function replace(
  parts: Parts,
  { signUp, number }: Seat,
  next: Replacement | undefined,
  told?: { letter: Letter; link: Link },
): Promise<void> {
  const draft = decideReplacement(signUp, number, next)
  if (next) {
    assureSettable(parts, next.name, 'signatory-name')
    assureSettable(parts, next.role, 'signatory-role')
    if (!draft.change) await assureFits(parts, { draft }, 'signatory-role')
  }
  const at = now(parts)
  const left = next ? allOf(unchanged(signUp), mailsLeft(parts, next.address)) : unchanged(signUp)
  const link = draftLink(parts, 'signature', signUp.id, number)
  const mail = next && (await draftMail(parts, await signatureLetter(parts, { ...signUp, draft }, link), left))
  const where = mail ? allOf(unchanged(signUp), isToBeSent(mail.id)) : left
  const done = await write(parts.db, [
    ...(mail ? [mail.statement] : []),
    ...forgetSignatory(parts.db, signUp, number, { at, where }),
    ...(mail ? [insertLink(parts.db, link, where)] : []),
    ...(await tell(parts, told, where)),
    updateSignUp(parts.db, signUp, { draft, changedAt: at }, where),
  ])
  if (done.at(-1)?.rowsAffected === 1) return
  if (next && !(await holds(parts.db, mailsLeft(parts, next.address)))) {
    throw noMailsLeft(parts, next.address, 'signatory-email')
  }
  throw overtaken()
}

async function tell(
  parts: Parts,
  told: { letter: Letter; link: Link } | undefined,
  where: Condition,
): Promise<readonly Statement[]> {
  if (!told) return []
  const mail = await draftMail(parts, told.letter, where)
  return [mail.statement, insertLink(parts.db, told.link, isToBeSent(mail.id))]
}
