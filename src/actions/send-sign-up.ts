import { formatDayWords, londonDay } from '../core/day.ts'
import { assureChangeable, assureComplete } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import { insertLink } from '../storage/write/access.ts'
import { changeSignUp, unchanged } from '../storage/write/sign-ups.ts'
import { assureFits } from './assure-certifiable.ts'
import { bodyNameOf, editionNamesOf } from './name-sign-up.ts'
import { requireSignUp } from './fill-in-sign-up.ts'
import { draftLink } from './links.ts'
import { draftMail } from './mails.ts'
import { now, type Parts } from './parts.ts'

/** Asks whoever is to sign. From here on the answers stand still. */
export async function sendSignUp(parts: Parts, id: Uuid): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  assureChangeable(signUp)
  const { signatories } = assureComplete(signUp)
  await assureFits(parts, signUp)
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
