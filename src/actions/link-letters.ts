import type { Signatory, SignUp } from '../core/sign-up.ts'
import type { Link } from '../storage/read/access.ts'
import { untilWords } from './links.ts'
import type { Letter } from './mails.ts'
import { askedSaid, bodyNameOf, editionsSaid } from './name-sign-up.ts'
import type { Parts } from './parts.ts'

/** The way back to a sign-up. */
export function resumeLetter(
  { preparer: { name, address }, draft }: Pick<SignUp, 'preparer' | 'draft'>,
  link: Link,
): Letter {
  return { template: 'resume', address, slots: { name, until: untilWords(link) }, link, language: draft.language }
}

/** The way back to the record of what the signatory of a link has signed. */
export async function recordLetter(parts: Parts, signUp: SignUp, link: Link): Promise<Letter> {
  const { name, address } = requireSignatory(signUp, link)
  const slots = { name, body: await bodyNameOf(parts, signUp), until: untilWords(link) }
  return { template: 'record', address, slots, link, language: signUp.draft.language }
}

/** What the signatory of a link is asked to sign. */
export async function signatureLetter(parts: Parts, signUp: SignUp, link: Link): Promise<Letter> {
  const { name, address } = requireSignatory(signUp, link)
  const said = { name, body: await bodyNameOf(parts, signUp), until: untilWords(link) }
  const to = { address, link, language: signUp.draft.language }
  if (signUp.draft.change) {
    return { template: 'change', slots: { ...said, asked: await askedSaid(parts, signUp) }, ...to }
  }
  const edition = await editionsSaid(parts, signUp)
  return { template: 'signature', slots: { ...said, edition, preparer: signUp.preparer.name }, ...to }
}

function requireSignatory({ draft }: SignUp, link: Link): Signatory {
  const signatory = draft.signatories[(link.signatory ?? 0) - 1]
  if (!signatory) throw new Error('a link for a signature is nobody’s')
  return signatory
}
