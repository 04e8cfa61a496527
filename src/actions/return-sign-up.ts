import { assureRecallable, assureReturnable } from '../core/sign-up.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { insertLink } from '../storage/write/access.ts'
import { changeSignUp, forgetRound, unchanged } from '../storage/write/sign-ups.ts'
import { requireSignUp } from './fill-in-sign-up.ts'
import { draftLink, untilWords } from './links.ts'
import { draftMail } from './mails.ts'
import { askedSaid, bodyNameOf } from './name-sign-up.ts'
import { now, type Parts } from './parts.ts'

/** Sends a sign-up back to its preparer, with the coordinator's reason. What was signed has to be signed again. */
export async function returnSignUp(parts: Parts, id: Uuid, reason: string): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  assureReturnable(signUp)
  if (reason === '') throw new Refusal('field-invalid', 'Say what has to be changed', 'reason')
  const link = draftLink(parts, 'resume', signUp.id)
  const { name, address } = signUp.preparer
  const body = await bodyNameOf(parts, signUp)
  const asked = await askedSaid(parts, signUp)
  const slots = { name, body, asked, reason, until: untilWords(link) }
  const still = unchanged(signUp)
  const mail = await draftMail(
    parts,
    { template: 'returned', address, slots, link, language: signUp.draft.language },
    still,
  )
  const at = now(parts)
  await changeSignUp(parts.db, signUp, { sentAt: null, returnedAt: at, returnedWords: reason, changedAt: at }, [
    insertLink(parts.db, link, still),
    mail.statement,
    ...forgetRound(parts.db, signUp, at),
  ])
}

/** Takes a sign-up back that is out for signature, so that its preparer can change it. */
export async function recallSignUp(parts: Parts, id: Uuid): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  assureRecallable(signUp)
  const at = now(parts)
  await changeSignUp(parts.db, signUp, { sentAt: null, changedAt: at }, forgetRound(parts.db, signUp, at))
}
