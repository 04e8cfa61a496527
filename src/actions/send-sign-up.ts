import { assureChangeable, assureComplete, signaturesAsked } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import { allOf, holds, write, type Statement } from '../storage/database.ts'
import { insertLink, isToBeSent } from '../storage/write/access.ts'
import { overtaken, unchanged, updateSignUp } from '../storage/write/sign-ups.ts'
import { assureFits } from './assure-certifiable.ts'
import { assureOffered, kindOf, requireSignUp } from './fill-in-sign-up.ts'
import { draftLink, untilWords } from './links.ts'
import { draftMail, mailsLeft, noMailsLeft } from './mails.ts'
import { bodyNameOf, editionNamesOf } from './name-sign-up.ts'
import { now, type Parts } from './parts.ts'

/** Asks whoever is to sign. From here on the answers stand still. */
export async function sendSignUp(parts: Parts, id: Uuid): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  assureChangeable(signUp)
  const kind = await kindOf(parts, signUp)
  const { signatories } = assureComplete(signUp, kind && signaturesAsked(kind, parts.twoSignatures))
  // It may have waited while another edition came into force.
  await assureOffered(parts, signUp.draft.editions)
  await assureFits(parts, signUp)
  const body = await bodyNameOf(parts, signUp)
  const edition = await editionNamesOf(parts, signUp)

  // The first mail is written where everything allows it, and all that follows only where the first mail was.
  const left = signatories.map(({ address }) => mailsLeft(parts, address))
  let allowed = allOf(unchanged(signUp), ...left)
  const statements: Statement[] = []
  for (const [n, { name, address }] of signatories.entries()) {
    const link = draftLink(parts, 'signature', signUp.id, n + 1)
    const slots = { name, body, edition, preparer: signUp.preparer.name, until: untilWords(link) }
    const mail = await draftMail(parts, { template: 'signature', address, slots, link }, allowed)
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
