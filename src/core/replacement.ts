import { Refusal } from './refusal.ts'
import {
  assureOpen,
  haveOwnMailboxes,
  sharedMailbox,
  type Signatory,
  type SignUp,
  type SignUpDraft,
} from './sign-up.ts'

/** Whoever signs in somebody's place. */
export type Replacement = Pick<Signatory, 'name' | 'role' | 'address'>

/**
 * The answers of a sign-up where somebody else takes the place of a signatory (numbers from 1) who has signed nothing yet;
 * without anybody named, the place waits for a name. The mandate is the body's and stays; that a name may be published was
 * said of the one who leaves, and has to be said anew.
 */
export function decideReplacement(signUp: SignUp, number: number, next: Replacement | undefined): SignUpDraft {
  assureOpen(signUp)
  const { draft } = signUp
  const before = draft.signatories[number - 1]
  if (!before) throw new Refusal('not-found', 'Nobody of this number signs.')
  if (!signUp.sentAt) throw new Refusal('already-done', 'This is not out for signature.')
  if (signUp.signatures.some(({ signatory }) => signatory === number)) {
    throw new Refusal(
      'already-done',
      'This person has begun to sign. Take it back first, if somebody else has to sign.',
    )
  }
  const { wrongPerson: _left, ...place } = before
  const after: Signatory = next ? { ...place, ...next, nameShown: false } : { ...place, wrongPerson: true }
  const signatories = draft.signatories.with(number - 1, after)
  if (!haveOwnMailboxes(signatories)) throw new Refusal('shared-mailbox', sharedMailbox, 'signatory-email')
  return { ...draft, signatories }
}
