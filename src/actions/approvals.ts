import { assureApprovable, assureDomainShown, isIndependent, type Checked } from '../core/acceptance.ts'
import type { Level } from '../core/level.ts'
import { Refusal } from '../core/refusal.ts'
import type { SignUp } from '../core/sign-up.ts'
import { write } from '../storage/database.ts'
import { listCoordinators, listDeciders, type Coordinator } from '../storage/read/register.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import { insertApproval, isFirstApproval } from '../storage/write/sign-ups.ts'
import { draftMails } from './mails.ts'
import { askedSaid, bodyNameOf } from './name-sign-up.ts'
import { now, type Parts } from './parts.ts'

/** What others have said already, as far as they are still in office. */
export async function approvalsBefore(
  parts: Parts,
  { approvals }: SignUp,
  by: Coordinator,
): Promise<readonly (Checked & { by: Coordinator })[]> {
  const coordinators = await listCoordinators(parts.db)
  return approvals.flatMap(({ coordinator, checks }) => {
    const one = coordinators.find(({ id }) => id === coordinator && id !== by.id)
    return one ? [{ levels: checks, by: one }] : []
  })
}

/** Keeps what somebody checked who works for the body, and asks those who do not. */
export async function keepApproval(
  parts: Parts,
  signUp: StoredSignUp,
  { levels, by }: { levels: readonly Level[]; by: Coordinator },
  names: readonly string[],
): Promise<void> {
  assureApprovable(signUp)
  assureDomainShown(signUp, levels)
  const body = await bodyNameOf(parts, signUp)
  const asked = await askedSaid(parts, signUp)
  const first = isFirstApproval(signUp, by.id)
  const others = (await listDeciders(parts.db)).filter((one) => isIndependent(one, names))
  if (others.length === 0) {
    const words =
      'You work for this organisation, and everybody at the desk does. Somebody from elsewhere has to join it.'
    throw new Refusal('own-employer', words)
  }
  const letters = others.map(({ name, address }) => {
    const slots = { name, body, asked, coordinator: by.name, desk: `${parts.address}/desk` }
    return { template: 'second-check', address, slots } as const
  })
  await write(parts.db, [
    ...(await draftMails(parts, letters, first)),
    insertApproval(parts.db, signUp, { coordinator: by.id, at: now(parts), checks: levels }, first),
  ])
}

/** Refuses where a sign-up waits for the second pair of eyes: a program has none. */
export async function assureFirstApprover(parts: Parts, signUp: SignUp, by: Coordinator): Promise<void> {
  // Whoever checks what another one typed from paper is always the second.
  if (!signUp.paper && (await approvalsBefore(parts, signUp, by)).length === 0) return
  throw new Refusal(
    'second-approver',
    'This waits for a second approver, who has to sign in to the desk: a token cannot.',
  )
}
