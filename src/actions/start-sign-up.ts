import type { SignUp } from '../core/sign-up.ts'
import type { Stamp } from '../core/stamp.ts'
import { write } from '../storage/database.ts'
import type { Session } from '../storage/read/access.ts'
import { findMailLanguage } from '../storage/read/campaigns.ts'
import { insertLink, insertSession } from '../storage/write/access.ts'
import { insertSignUp } from '../storage/write/sign-ups.ts'
import { draftLink } from './links.ts'
import { draftMail, mailsLeft } from './mails.ts'
import { resumeLetter } from './link-letters.ts'
import { stamp, type Parts } from './parts.ts'
import { draftSession, sessionToken } from './sessions.ts'

/** Begins a sign-up, with what is known of it already, and mails its preparer the link to come back to it, while the day's mails last. */
export async function startSignUp(
  parts: Parts,
  preparer: SignUp['preparer'],
  known: Pick<SignUp['draft'], 'body' | 'editions'> = { editions: [] },
): Promise<{ id: SignUp['id']; token: string; session: Session; mailed: boolean }> {
  const made = stamp(parts)
  const language = await findMailLanguage(parts.db, preparer.address)
  const signUp = draftSignUp(made, preparer, { ...known, signatories: [], ...(language && { language }) })
  const link = draftLink(parts, 'resume', signUp.id)
  const session = draftSession(parts, 'preparer', signUp.id)
  const mail = await draftMail(parts, resumeLetter(signUp, link), mailsLeft(parts, preparer.address))
  const [sent] = await write(parts.db, [
    mail.statement,
    insertSignUp(parts.db, signUp),
    insertLink(parts.db, link),
    insertSession(parts.db, session),
  ])
  const mailed = sent?.rowsAffected === 1
  return { id: signUp.id, session, token: await sessionToken(parts, session), mailed }
}

/** A sign-up that nobody has been asked to sign yet. */
export function draftSignUp(made: Stamp, preparer: SignUp['preparer'], draft: SignUp['draft']): SignUp {
  return {
    id: made.id(),
    startedAt: made.at,
    preparer,
    draft,
    sentAt: null,
    closedAt: null,
    outcome: null,
    returnedAt: null,
    returnedWords: null,
    endedWords: null,
    boardOn: null,
    warnedAt: null,
    signatures: [],
    approvals: [],
  }
}
