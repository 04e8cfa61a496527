import { assureChangeable, assureComplete } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import { allOf, holds, write, type Statement } from '../storage/database.ts'
import { insertLink, isToBeSent } from '../storage/write/access.ts'
import { overtaken, unchanged, updateSignUp } from '../storage/write/sign-ups.ts'
import { assureFits } from './assure-certifiable.ts'
import { assureAskable } from './decide-act.ts'
import { assureOffered, countAsked, requireSignUp } from './fill-in-sign-up.ts'
import { draftLink } from './links.ts'
import { signatureLetter } from './link-letters.ts'
import { draftMail, mailsLeft, noMailsLeft } from './mails.ts'
import { now, type Parts } from './parts.ts'

/** Asks whoever is to sign. From here on the answers stand still. */
export async function sendSignUp(parts: Parts, id: Uuid): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  assureChangeable(signUp)
  const { signatories } = assureComplete(signUp, await countAsked(parts, signUp))
  const { change, editions } = signUp.draft
  // It may have waited while another edition came into force.
  if (change) await assureAskable(parts, change)
  else {
    await assureOffered(parts, editions)
    await assureFits(parts, signUp)
  }

  // The first mail is written where everything allows it, and all that follows only where the first mail was.
  const left = signatories.map(({ address }) => mailsLeft(parts, address))
  let allowed = allOf(unchanged(signUp), ...left)
  const statements: Statement[] = []
  for (const n of signatories.keys()) {
    const link = draftLink(parts, 'signature', signUp.id, n + 1)
    const mail = await draftMail(parts, await signatureLetter(parts, signUp, link), allowed)
    if (n === 0) allowed = isToBeSent(mail.id)
    statements.push(mail.statement, insertLink(parts.db, link, allowed))
  }
  const at = now(parts)
  const done = await write(parts.db, [
    ...statements,
    updateSignUp(parts.db, signUp, { sentAt: at, changedAt: at }, allowed),
  ])
  if (done.at(-1)?.rowsAffected === 1) return
  for (const { address } of signatories) {
    if (!(await holds(parts.db, mailsLeft(parts, address)))) throw noMailsLeft(parts, address, 'signatory')
  }
  throw overtaken()
}
