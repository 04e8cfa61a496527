import { Refusal } from '../core/refusal.ts'
import type { Signatory } from '../core/sign-up.ts'
import { findLink, type Session } from '../storage/read/access.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import { requireSignUp } from './fill-in-sign-up.ts'
import type { Parts } from './parts.ts'

/** Whom a session is of among those who sign, from 1; `link` where they have not confirmed their mailbox yet. */
export type Place = { signUp: StoredSignUp; number: number; signatory: Signatory; link: Session['subject'] | undefined }

/** The place of whoever was asked to sign, by the session that their link or their code opened. */
export async function findPlace(parts: Parts, { role, subject, signatory: known }: Session): Promise<Place> {
  const link = role === 'invited' ? await findLink(parts.db, subject) : undefined
  const number = (role === 'invited' ? link?.signatory : known) ?? 0
  const signUp = await requireSignUp(parts, link?.subject ?? subject)
  const signatory = signUp.draft.signatories[number - 1]
  // A press may be on its way while the same person says that somebody else signs.
  if (!signatory || signatory.wrongPerson) throw new Refusal('not-yours', 'You have not been asked to sign this.')
  return { signUp, number, signatory, link: link?.id }
}
