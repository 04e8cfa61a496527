import type { AskedChange } from '../core/asked-change.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { holds, write } from '../storage/database.ts'
import { listSigningsById } from '../storage/read/signings.ts'
import { insertLink } from '../storage/write/access.ts'
import { insertSignUp } from '../storage/write/sign-ups.ts'
import { assureAskable } from './decide-act.ts'
import { draftLink } from './links.ts'
import { mailsLeft, noMailsLeft } from './mails.ts'
import { stamp, type Parts } from './parts.ts'
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
  const signUp = draftSignUp(
    stamp(parts),
    { name, address },
    {
      body: { registered: signing.body },
      editions: [{ edition: signing.edition, language: signing.language ?? 'en' }],
      signatories: [{ name, role, address, mandate: 'office', nameShown: false }],
      change,
    },
  )
  // It is begun before it is sent: without the mail there is a draft that nobody was asked about, and it is erased in time.
  await write(parts.db, [insertSignUp(parts.db, signUp), insertLink(parts.db, draftLink(parts, 'resume', signUp.id))])
  await sendSignUp(parts, signUp.id)
  return signUp.id
}
