import type { SignUp } from '../core/sign-up.ts'
import { listDeciders } from '../storage/read/register.ts'
import type { Letter } from './mails.ts'
import { askedSaid, bodyNameOf } from './name-sign-up.ts'
import type { Parts } from './parts.ts'

/** What the coordinators are told of a sign-up that waits for their check. */
export async function waitingLetters(parts: Parts, signUp: SignUp): Promise<readonly Letter[]> {
  const body = await bodyNameOf(parts, signUp)
  const asked = await askedSaid(parts, signUp)
  return (await listDeciders(parts.db)).map(({ name, address }) => {
    const slots = { name, body, asked, desk: `${parts.address}/desk` }
    return { template: 'waiting', address, slots }
  })
}
