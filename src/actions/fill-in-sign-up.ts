import { assureNewcomer } from '../core/acceptance.ts'
import { Refusal } from '../core/refusal.ts'
import { assureChangeable, type SignUpDraft } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import { findBodyById, findNameByIdentifier } from '../storage/read/bodies.ts'
import { listEditions } from '../storage/read/editions.ts'
import { findSignUp, type StoredSignUp } from '../storage/read/sign-ups.ts'
import { changeSignUp } from '../storage/write/sign-ups.ts'
import { assureSettable } from './assure-certifiable.ts'
import { now, type Parts } from './parts.ts'

/** Some answers of a sign-up; those not given stay as they are. */
export type Answers = Partial<SignUpDraft>

/** The sign-up with an id; whoever asks has shown a session for it. */
export async function requireSignUp(parts: Parts, id: Uuid): Promise<StoredSignUp> {
  const signUp = await findSignUp(parts.db, id)
  if (!signUp) throw new Refusal('not-found', 'We do not know this sign-up.')
  return signUp
}

/** Writes answers of a preparer. What the certificate could not show exactly is refused here, before anybody signs. */
export async function fillInSignUp(parts: Parts, id: Uuid, answers: Answers): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  assureChangeable(signUp)
  const { body, editions, signatories } = answers
  if (body && 'registered' in body && !(await findBodyById(parts.db, body.registered))) {
    throw new Refusal('not-found', 'This organisation is not on the register.', 'body')
  }
  if (body && 'name' in body) {
    assureSettable(parts, body.name, 'name')
    assureNewcomer(await findNameByIdentifier(parts.db, body.identifiers))
  }
  if (editions) await assureOffered(parts, editions)
  for (const signatory of signatories ?? []) {
    assureSettable(parts, signatory.name, 'signatory-name')
    assureSettable(parts, signatory.role, 'signatory-role')
    if (signatory.minute) assureSettable(parts, signatory.minute, 'minute')
  }
  await changeSignUp(parts.db, signUp, { draft: { ...signUp.draft, ...answers }, changedAt: now(parts) })
}

async function assureOffered(parts: Parts, chosen: SignUpDraft['editions']): Promise<void> {
  const editions = await listEditions(parts.db)
  for (const { edition, language } of chosen) {
    const found = editions.find(({ id }) => id === edition)
    if (!found?.texts.some((text) => text.language === language)) {
      throw new Refusal('edition-not-signable', 'This edition cannot be signed online.', 'edition')
    }
  }
}
