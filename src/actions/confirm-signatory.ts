import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import type { Session } from '../storage/read/access.ts'
import { enterCode, mailCode, type CodeVerdict } from './codes.ts'
import { findPlace } from './find-place.ts'
import { noMailsLeft } from './mails.ts'
import type { Parts } from './parts.ts'
import { draftSession, sessionToken } from './sessions.ts'

/** Mails a code to the signatory's own mailbox. Whoever holds the link, officer or coordinator, never sees it. */
export async function mailSignatoryCode(parts: Parts, invited: Session): Promise<void> {
  const { link, signUp, signatory } = await invitation(parts, invited)
  const { address } = signatory
  const { language } = signUp.draft
  const mailed = await mailCode(parts, { purpose: 'signature', subject: link }, { address, language })
  if (!mailed) throw noMailsLeft(parts, address)
}

/** Lets a signatory in who typed the code; gives back the token of the session in which they may sign. */
export async function confirmSignatory(
  parts: Parts,
  invited: Session,
  typed: string,
): Promise<{ signUp: Uuid; token: string }> {
  const { link, signUp, number } = await invitation(parts, invited)
  const session = draftSession(parts, 'signatory', signUp.id, { signatory: number })
  refuseUnlessEntered(await enterCode(parts, { purpose: 'signature', subject: link }, typed, session))
  return { signUp: signUp.id, token: await sessionToken(parts, session) }
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
  const { link, ...place } = await findPlace(parts, invited)
  if (!link) throw new Refusal('not-yours', 'Open the link in your email again.')
  return { link, ...place }
}
