import { askOtherwise, type AskedChange } from '../core/asked-change.ts'
import type { FullDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { assureChangeable, type SignUp } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import { holds, write } from '../storage/database.ts'
import { findMailLanguage } from '../storage/read/campaigns.ts'
import { listSigningsById } from '../storage/read/signings.ts'
import { insertLink } from '../storage/write/access.ts'
import { changeSignUp, insertSignUp } from '../storage/write/sign-ups.ts'
import { assureAskable } from './decide-act.ts'
import { requireSignUp } from './fill-in-sign-up.ts'
import { draftLink } from './links.ts'
import { mailsLeft, noMailsLeft } from './mails.ts'
import { now, stamp, type Parts } from './parts.ts'
import { sendSignUp } from './send-sign-up.ts'
import { draftSignUp } from './start-sign-up.ts'

/** Who asks in the name of a body, and how to reach them; they confirm it through that mailbox. */
export type Asker = { name: string; role: string; address: string }

/**
 * Takes down what somebody asks for about the signing of a body, and asks whoever reads their mailbox to confirm it. What
 * the law would refuse is refused here, before anybody is asked.
 */
export async function askChange(parts: Parts, { name, role, address }: Asker, change: AskedChange): Promise<Uuid> {
  await assureAskable(parts, change)
  const [signing] = await listSigningsById(parts.db, change.signing)
  if (!signing) throw new Refusal('not-found', 'There is no such signing on the register.')
  if (!(await holds(parts.db, mailsLeft(parts, address)))) throw noMailsLeft(parts, address, 'email')
  const language = await findMailLanguage(parts.db, address)
  const signUp = draftSignUp(
    stamp(parts),
    { name, address },
    {
      body: { registered: signing.body },
      editions: [{ edition: signing.edition, language: signing.language ?? 'en' }],
      signatories: [{ name, role, address, mandate: 'office', nameShown: false }],
      change,
      ...(language && { language }),
    },
  )
  // It is begun before it is sent: without the mail there is a draft that nobody was asked about, and it is erased in time.
  await write(parts.db, [insertSignUp(parts.db, signUp), insertLink(parts.db, draftLink(parts, 'resume', signUp.id))])
  await sendSignUp(parts, signUp.id)
  return signUp.id
}

/** Asks for the same from another day on, or for another reason: while it is with whoever asks, as after it was sent back. */
export async function changeAsked(
  parts: Parts,
  id: Uuid,
  { on, reason }: { on: FullDay; reason: string | undefined },
): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  const change = askOtherwise(requireChange(signUp), on, reason)
  assureChangeable(signUp)
  await assureAskable(parts, change)
  await changeSignUp(parts.db, signUp, { draft: { ...signUp.draft, change }, changedAt: now(parts) })
}

/** What a sign-up asks for that is about a signing on the register; another one asks for nothing of the kind. */
export function requireChange({ draft }: Pick<SignUp, 'draft'>): AskedChange {
  if (!draft.change) throw new Refusal('not-found', 'This is about no signing that is on the register.')
  return draft.change
}
