import { Refusal } from '../core/refusal.ts'
import { assureOpen, hasSigned, stateOf, type SignUp } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { findSignatureLink, type Link } from '../storage/read/access.ts'
import { listOpenSignUpsBy } from '../storage/read/sign-ups.ts'
import { insertLink, isToBeSent, reissueLink } from '../storage/write/access.ts'
import { touchSignUp } from '../storage/write/sign-ups.ts'
import { requireSignUp } from './fill-in-sign-up.ts'
import { draftLink, expiryOf, findHeldLink } from './links.ts'
import { recordLetter, resumeLetter, signatureLetter } from './link-letters.ts'
import { draftMail, mailsLeft, noMailsLeft, type Letter } from './mails.ts'
import { now, type Parts } from './parts.ts'

/** What is said to whoever holds the link of somebody who signs no more. */
export const nobodysLink = 'Somebody else signs now. This link works no more.'

/** Mails the next issue of a link to where it belongs, for whoever holds an older one; that one works no more. */
export async function renewLink(parts: Parts, text: string): Promise<void> {
  const { link } = await findHeldLink(parts, text, 'resume', 'signature')
  const signUp = await requireSignUp(parts, link.subject)
  if (link.purpose === 'signature' && link.signatory === null) throw new Refusal('link-expired', nobodysLink)
  // Whoever has an accepted sign-up may look at it; of what came to nothing there is nothing to see.
  if (signUp.outcome !== 'accepted') assureOpen(signUp)
  await reissue(parts, link, signUp, isForRecord(link, signUp) ? recordLetter : requireLetter)
}

/** Mails the signatory of a number their link again, as its preparer asks. */
export async function remindSignatory(parts: Parts, signUpId: Uuid, number: number): Promise<void> {
  const signUp = await requireSignUp(parts, signUpId)
  const link = await findSignatureLink(parts.db, signUpId, number)
  if (!link) throw new Refusal('already-done', 'There is nobody to remind. Say first who signs.')
  await reissue(parts, link, signUp, requireLetter)
}

/** Mails whoever reads a mailbox the way back to what they began. Of any other mailbox it says and does nothing. */
export async function mailResumeLinks(parts: Parts, address: string): Promise<void> {
  for (const signUp of await listOpenSignUpsBy(parts.db, address)) {
    const link = draftLink(parts, 'resume', signUp.id)
    const letter = resumeLetter(signUp, link)
    const mail = await draftMail(parts, letter, mailsLeft(parts, letter.address))
    await write(parts.db, [mail.statement, insertLink(parts.db, link, isToBeSent(mail.id))])
  }
}

/** Whether nothing is left to a signatory but to look at what they signed. */
function isForRecord({ signatory }: Link, signUp: SignUp): boolean {
  const state = stateOf(signUp)
  return (state === 'awaiting-check' || state === 'accepted') && signatory !== null && hasSigned(signUp, signatory)
}

async function reissue(parts: Parts, link: Link, signUp: SignUp, letterOf: typeof requireLetter): Promise<void> {
  const next: Link = { ...link, issue: link.issue + 1, expiresAt: expiryOf(parts, link.purpose), spentAt: null }
  const letter = await letterOf(parts, signUp, next)
  const mail = await draftMail(parts, letter, mailsLeft(parts, letter.address))
  const [sent] = await write(parts.db, [
    mail.statement,
    reissueLink(parts.db, link, next, isToBeSent(mail.id)),
    touchSignUp(parts.db, signUp, now(parts), isToBeSent(mail.id)),
  ])
  if (sent?.rowsAffected !== 1) throw noMailsLeft(parts, letter.address)
}

/** The way back to a sign-up, or what a signatory is asked again, while there is something to sign. */
async function requireLetter(parts: Parts, signUp: SignUp, link: Link): Promise<Letter> {
  if (link.purpose === 'resume') return resumeLetter(signUp, link)
  const state = stateOf(signUp)
  if (state !== 'sent' && state !== 'awaiting-board')
    throw new Refusal('already-done', 'There is nothing to sign here at the moment.')
  return signatureLetter(parts, signUp, link)
}
