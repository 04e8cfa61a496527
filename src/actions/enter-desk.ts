import { mayAs, type DeskRole } from '../core/desk-role.ts'
import { Refusal } from '../core/refusal.ts'
import { findCoordinator, listCoordinators, type Coordinator } from '../storage/read/register.ts'
import type { Session } from '../storage/read/access.ts'
import { enterCode, mailCode } from './codes.ts'
import { stamp, type Parts } from './parts.ts'
import { draftSession, sessionToken } from './sessions.ts'

/**
 * Mails a code to a coordinator. Of any other address it says nothing, and of this one not that its mails have run out:
 * the answer tells nobody who runs the desk.
 */
export async function mailDeskCode(parts: Parts, address: string): Promise<void> {
  const coordinator = await findByAddress(parts, address)
  if (coordinator) await mailCode(parts, 'desk', coordinator.id, coordinator.address)
}

/** Lets a coordinator in who typed the code. Whatever was wrong, the answer is the same: it tells nobody who runs the desk. */
export async function enterDesk(parts: Parts, address: string, typed: string): Promise<{ token: string }> {
  const coordinator = await findByAddress(parts, address)
  const session = draftSession(parts, 'coordinator', coordinator?.id ?? stamp(parts).id())
  const code = { purpose: 'desk', subject: session.subject } as const
  if (!coordinator || (await enterCode(parts, code, typed, session)) !== 'entered') {
    const words = 'This is not the code we sent, or it has run out. Check it, or go back and ask for a new one.'
    throw new Refusal('code-wrong', words, 'code')
  }
  return { token: await sessionToken(parts, session) }
}

/** Whoever holds a session of the desk, while in office and where their role allows what is asked: nothing else decides it. */
export async function requireCoordinator(
  parts: Parts,
  session: Session,
  asked: DeskRole = 'reader',
): Promise<Coordinator> {
  const coordinator = await findCoordinator(parts.db, session.subject)
  if (!coordinator) throw new Refusal('not-signed-in', 'Sign in to the desk.')
  const { role } = coordinator
  if (mayAs(role, asked)) return coordinator
  const words = `At this desk, your role is ${role}, and this needs the role ${asked}. Ask a coordinator to do it.`
  throw new Refusal('not-your-role', words)
}

async function findByAddress(parts: Parts, address: string): Promise<Coordinator | undefined> {
  // Telephones begin a field with a capital; two coordinators never differ by that alone.
  const typed = address.toLowerCase()
  return (await listCoordinators(parts.db)).find((one) => one.address.toLowerCase() === typed)
}
