import type { SignUp } from '../core/sign-up.ts'
import type { Link } from '../storage/read/access.ts'
import { untilWords } from './links.ts'
import type { Letter } from './mails.ts'
import { askedOf, bodyNameOf, editionNamesOf } from './name-sign-up.ts'
import type { Parts } from './parts.ts'

/** The way back to a sign-up. */
export function resumeLetter({ name, address }: SignUp['preparer'], link: Link): Letter {
  return { template: 'resume', address, slots: { name, until: untilWords(link) }, link }
}

/** What the signatory of a link is asked to sign. */
export async function signatureLetter(parts: Parts, signUp: SignUp, link: Link): Promise<Letter> {
  const signatory = signUp.draft.signatories[(link.signatory ?? 0) - 1]
  if (!signatory) throw new Error('a link for a signature is nobody’s')
  const { name, address } = signatory
  const slots = { name, body: await bodyNameOf(parts, signUp), until: untilWords(link) }
  if (signUp.draft.change) {
    return { template: 'change', address, slots: { ...slots, asked: await askedOf(parts, signUp) }, link }
  }
  const edition = await editionNamesOf(parts, signUp)
  return { template: 'signature', address, slots: { ...slots, edition, preparer: signUp.preparer.name }, link }
}
