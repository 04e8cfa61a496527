import { formatDayWords, londonDay } from '../core/day.ts'
import { assureChangeable, assureComplete, type SignUp } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import { editionName, listEditions } from '../storage/read/editions.ts'
import { findBodyById } from '../storage/read/bodies.ts'
import { insertLink } from '../storage/write/access.ts'
import { changeSignUp, unchanged } from '../storage/write/sign-ups.ts'
import { requireSignUp } from './fill-in-sign-up.ts'
import { draftLink } from './links.ts'
import { draftMail } from './mails.ts'
import { now, type Parts } from './parts.ts'

/** Asks whoever is to sign. From here on the answers stand still. */
export async function sendSignUp(parts: Parts, id: Uuid): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  assureChangeable(signUp)
  const { signatories } = assureComplete(signUp)
  const body = await bodyNameOf(parts, signUp)
  const edition = await editionNamesOf(parts, signUp)
  const still = unchanged(signUp)
  const belongings = await Promise.all(
    signatories.map(async ({ name, address }, n) => {
      const link = draftLink(parts, 'signature', signUp.id, n + 1)
      const until = formatDayWords(londonDay(link.expiresAt))
      const slots = { name, body, edition, preparer: signUp.preparer.name, until }
      return [
        insertLink(parts.db, link, still),
        await draftMail(parts, { template: 'signature', address, slots, link: link.id }, still),
      ]
    }),
  )
  await changeSignUp(parts.db, signUp, { sentAt: now(parts) }, belongings.flat())
}

/** The name of the body that signs, from the register or as it was typed. */
export async function bodyNameOf(parts: Parts, { draft: { body } }: Pick<SignUp, 'draft'>): Promise<string> {
  if (!body) return ''
  return 'name' in body ? body.name : ((await findBodyById(parts.db, body.registered))?.name ?? '')
}

/** The chosen editions in words: `Shropshire Compact 2014 and Memorandum 2014`. */
export async function editionNamesOf(parts: Parts, { draft }: Pick<SignUp, 'draft'>): Promise<string> {
  const editions = await listEditions(parts.db)
  const names = draft.editions.flatMap(({ edition }) => editions.filter(({ id }) => id === edition).map(editionName))
  return new Intl.ListFormat('en-GB').format(names)
}
