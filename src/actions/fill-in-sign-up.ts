import { assureNewcomer } from '../core/acceptance.ts'
import { londonDay } from '../core/day.ts'
import { awaitDecision } from '../core/decision.ts'
import { Refusal } from '../core/refusal.ts'
import {
  assureChangeable,
  haveOwnMailboxes,
  sharedMailbox,
  signaturesAsked,
  type Signatory,
  type SignUp,
  type SignUpDraft,
} from '../core/sign-up.ts'
import { isSignable } from '../core/signable.ts'
import type { Uuid } from '../core/uuid.ts'
import { findBodyById, findNameByIdentifier } from '../storage/read/bodies.ts'
import { editionFacts, listEditions } from '../storage/read/editions.ts'
import { findSignUp, type StoredSignUp } from '../storage/read/sign-ups.ts'
import { changeSignUp } from '../storage/write/sign-ups.ts'
import { assureOwnWords } from './assure-own-words.ts'
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

/** How many people have to sign: one, until it is known for which kind of body. */
export async function countAsked(parts: Parts, { draft: { body, change } }: Pick<SignUp, 'draft'>): Promise<1 | 2> {
  // A body that has signed lets one of its authorised signatories speak for it.
  if (!body || change) return 1
  const kind = 'name' in body ? body.kind : (await findBodyById(parts.db, body.registered))?.kind
  return kind ? signaturesAsked(kind, parts.twoSignatures) : 1
}

/** Names the first or the second person who signs; the other stays as they are. */
export async function nameSignatory(parts: Parts, id: Uuid, number: 1 | 2, signatory: Signatory): Promise<void> {
  const [first, second] = (await requireSignUp(parts, id)).draft.signatories
  if (number === 1) return fillInSignUp(parts, id, { signatories: second ? [signatory, second] : [signatory] })
  if (!first) throw new Refusal('incomplete', 'Say first who else signs.', 'signatory-name')
  return fillInSignUp(parts, id, { signatories: [first, signatory] })
}

/** Leaves it to one person to sign. */
export async function dropSecondSignatory(parts: Parts, id: Uuid): Promise<void> {
  const { draft } = await requireSignUp(parts, id)
  await fillInSignUp(parts, id, { signatories: draft.signatories.slice(0, 1) })
}

/** Writes answers of a preparer. What the certificate could not show exactly is refused here, before anybody signs. */
export async function fillInSignUp(parts: Parts, id: Uuid, answers: Answers): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  assureChangeable(signUp)
  const { body, editions, signatories, own } = answers
  if (signUp.draft.change && (body ?? editions)) {
    throw new Refusal('already-done', 'This is about a signing that is on the register. To sign, begin a sign-up.')
  }
  if (body && 'registered' in body && !(await findBodyById(parts.db, body.registered))) {
    throw new Refusal('not-found', 'This organisation is not on the register.', 'body')
  }
  if (body && 'name' in body) {
    assureSettable(parts, body.name, 'name')
    assureNewcomer(await findNameByIdentifier(parts.db, body.identifiers))
  }
  if (editions) await assureOffered(parts, editions)
  if (own) await assureOwnWords(parts, own, editions ?? signUp.draft.editions)
  if (signatories && !haveOwnMailboxes(signatories)) {
    throw new Refusal('shared-mailbox', sharedMailbox, 'signatory-email')
  }
  const awaited = signatories?.map((one) => awaitDecision(one, londonDay(now(parts))))
  for (const signatory of signatories ?? []) {
    assureSettable(parts, signatory.name, 'signatory-name')
    assureSettable(parts, signatory.role, 'signatory-role')
    if (signatory.minute) assureSettable(parts, signatory.minute, 'minute')
  }
  const days = awaited?.flatMap(({ boardOn }) => boardOn ?? []) ?? []
  await changeSignUp(parts.db, signUp, {
    draft: { ...signUp.draft, ...answers, ...(awaited && { signatories: awaited.map((one) => one.signatory) }) },
    ...(days.length > 0 && { boardOn: days.toSorted().at(-1) }),
    changedAt: now(parts),
  })
}

/** Refuses what cannot be signed online today: nobody is to sign what would not be accepted. */
export async function assureOffered(parts: Parts, chosen: SignUpDraft['editions']): Promise<void> {
  const editions = await listEditions(parts.db)
  const today = londonDay(now(parts))
  for (const { edition, language } of chosen) {
    const found = editions.find(({ id }) => id === edition)
    const held = found?.texts.some((text) => text.language === language)
    if (!found || !held || !isSignable(found, editionFacts(editions), today)) {
      const words = 'One of these can no longer be signed online. Choose again what the organisation signs'
      throw new Refusal('edition-not-signable', words, 'edition')
    }
  }
}
