import type { SignUp } from '../core/sign-up.ts'
import type { Link } from '../storage/read/access.ts'
import { untilWords } from './links.ts'
import type { Letter } from './mails.ts'
import { bodyNameOf, editionNamesOf } from './name-sign-up.ts'
import type { Parts } from './parts.ts'

/** The way back to a sign-up. */
export function resumeLetter({ name, address }: SignUp['preparer'], link: Link): Letter {
  return { template: 'resume', address, slots: { name, until: untilWords(link) }, link }
}

/** What the signatory of a link is asked to sign. */
export async function signatureLetter(parts: Parts, signUp: SignUp, link: Link): Promise<Letter> {
  const signatory = signUp.draft.signatories[(link.signatory ?? 0) - 1]
  if (!signatory) throw new Error('a link for a signature is nobody’s')
  const slots = {
    name: signatory.name,
    body: await bodyNameOf(parts, signUp),
    edition: await editionNamesOf(parts, signUp),
    preparer: signUp.preparer.name,
    until: untilWords(link),
  }
  return { template: 'signature', address: signatory.address, slots, link }
}
