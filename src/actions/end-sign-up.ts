import { said } from '../core/mail-language.ts'
import { assureOpen, type SignUp } from '../core/sign-up.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import { changeSignUp, forgetSignUp, unchanged } from '../storage/write/sign-ups.ts'
import { declinedLetters } from './declined-letters.ts'
import { requireSignUp } from './fill-in-sign-up.ts'
import { draftMails, type Letter } from './mails.ts'
import { askedSaid, bodyNameOf } from './name-sign-up.ts'
import { now, type Parts } from './parts.ts'

/** The body says no, by its preparer or a signatory: the coordinators are told, and nobody is written to any more. */
export async function declineSignUp(parts: Parts, id: Uuid, reason: string, by: string): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  assureOpen(signUp)
  const letters = await declinedLetters(parts, { ...(await naming(parts, signUp)), by, reason })
  await end(parts, signUp, { outcome: 'declined', endedWords: reason || null }, letters)
}

/** The coordinator says no for good, and the preparer why. */
export async function turnDownSignUp(parts: Parts, id: Uuid, reason: string): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  assureOpen(signUp)
  if (reason === '') throw new Refusal('field-invalid', 'Say why it is turned down', 'ground')
  const { name, address } = signUp.preparer
  const slots = { ...(await naming(parts, signUp)), name, reason, contact: parts.local.contact }
  const letter = { template: 'turned-down', address, slots, language: signUp.draft.language } as const
  await end(parts, signUp, { outcome: 'turned-down', endedWords: reason }, [letter])
}

/** What a mail calls a sign-up, which may have no answers yet. */
async function naming(parts: Parts, signUp: SignUp) {
  return {
    body: (await bodyNameOf(parts, signUp)) || said({ en: 'An organisation', cy: 'Sefydliad' }),
    asked: signUp.draft.editions.length > 0 ? await askedSaid(parts, signUp) : said({ en: 'sign', cy: 'llofnodi' }),
  }
}

type Ending = Pick<SignUp, 'outcome' | 'endedWords'>

async function end(parts: Parts, signUp: StoredSignUp, ending: Ending, letters: readonly Letter[]): Promise<void> {
  const at = now(parts)
  await changeSignUp(parts.db, signUp, { ...ending, closedAt: at, changedAt: at }, [
    ...(await draftMails(parts, letters, unchanged(signUp))),
    ...forgetSignUp(parts.db, signUp, at),
  ])
}
