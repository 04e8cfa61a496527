import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { findLink, type Session } from '../storage/read/access.ts'
import { enterCode, mailCode, type CodeVerdict } from './codes.ts'
import { requireSignUp } from './fill-in-sign-up.ts'
import { noMailsLeft } from './mails.ts'
import type { Parts } from './parts.ts'
import { draftSession, sessionToken } from './sessions.ts'

/** Mails a code to the signatory's own mailbox. Whoever holds the link, officer or coordinator, never sees it. */
export async function mailSignatoryCode(parts: Parts, invited: Session): Promise<void> {
  const { id, address } = await invitation(parts, invited)
  if (!(await mailCode(parts, 'signature', id, address))) throw noMailsLeft(parts, address)
}

/** Lets a signatory in who typed the code; gives back the token of the session in which they may sign. */
export async function confirmSignatory(
  parts: Parts,
  invited: Session,
  typed: string,
): Promise<{ signUp: Uuid; token: string }> {
  const { id, signUp, number } = await invitation(parts, invited)
  const session = draftSession(parts, 'signatory', signUp, number)
  refuseUnlessEntered(await enterCode(parts, { purpose: 'signature', subject: id }, typed, session))
  return { signUp, token: await sessionToken(parts, session) }
}

function refuseUnlessEntered(verdict: CodeVerdict): void {
  switch (verdict) {
    case 'entered':
      return
    case 'wrong':
      throw new Refusal('code-wrong', 'This is not the code we sent. Check it and type it again.', 'code')
    case 'run-out':
      throw new Refusal('code-expired', 'This code has run out. Ask for a new one.', 'code')
    case 'worn-out':
      throw new Refusal('too-many-tries', 'Codes were mistyped too often. Ask for a new one, or wait an hour.', 'code')
  }
}

async function invitation(parts: Parts, invited: Session) {
  const link = await findLink(parts.db, invited.subject)
  const number = link?.signatory
  if (!link || !number) throw new Refusal('not-yours', 'Open the link in your email again.')
  const signUp = await requireSignUp(parts, link.subject)
  const signatory = signUp.draft.signatories[number - 1]
  if (!signatory) throw new Refusal('not-yours', 'You have not been asked to sign this.')
  return { id: link.id, address: signatory.address, signUp: signUp.id, number }
}
