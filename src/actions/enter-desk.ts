import { addSeconds } from '../core/day.ts'
import { mayAs, type DeskRole } from '../core/desk-role.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import type { Condition } from '../storage/database.ts'
import { findCoordinator, listCoordinators, type Coordinator } from '../storage/read/register.ts'
import type { Session } from '../storage/read/access.ts'
import { hasCodesLeft } from '../storage/write/access.ts'
import { enterCode, mailCode } from './codes.ts'
import { mailsLeft } from './mails.ts'
import { now, stamp, type Parts } from './parts.ts'
import { draftSession, findPastSession, sessionToken } from './sessions.ts'

/** With what somebody comes to the door: how their browser names itself, and the token of an earlier session there. */
export type Caller = { agent: string; known?: string | undefined }

/**
 * Mails a code to a coordinator. Of any other address it says nothing, and of this one not that its mails have run out:
 * the answer tells nobody who runs the desk.
 */
export async function mailDeskCode(parts: Parts, address: string, known?: string): Promise<void> {
  const coordinator = await findByAddress(parts, address)
  if (!coordinator) return
  const subject = await laneOf(parts, coordinator, known)
  const left = subject === coordinator.id ? mailsLeft(parts, coordinator.address) : codesLeft(parts, subject)
  await mailCode(parts, { purpose: 'desk', subject }, coordinator, left)
}

/** Lets a coordinator in who typed the code. Whatever was wrong, the answer is the same: it tells nobody who runs the desk. */
export async function enterDesk(
  parts: Parts,
  address: string,
  typed: string,
  { agent, known }: Caller,
): Promise<{ token: string }> {
  const coordinator = await findByAddress(parts, address)
  const session = draftSession(parts, 'coordinator', coordinator?.id ?? stamp(parts).id(), { agent })
  const subject = coordinator && (await laneOf(parts, coordinator, known))
  if (!subject || (await enterCode(parts, { purpose: 'desk', subject }, typed, session)) !== 'entered') {
    const words = 'This is not the code we sent, or it has run out. Check it, or go back and ask for a new one.'
    throw new Refusal('code-wrong', words, 'code')
  }
  return { token: await sessionToken(parts, session) }
}

/**
 * Under what the codes for a coordinator are counted. Anybody may ask for them and mistype them until there are none left,
 * so a browser from which this coordinator came in before has its own: strangers lock them out of new browsers alone.
 */
async function laneOf(parts: Parts, { id }: Coordinator, known: string | undefined): Promise<Uuid> {
  const session = known === undefined ? undefined : await findPastSession(parts, known)
  return session?.role === 'coordinator' && session.subject === id ? session.id : id
}

/** A condition: a known browser has not had the day's number of codes. */
function codesLeft(parts: Parts, browser: Uuid): Condition {
  const { codeMinutes, mailsPerDay } = parts.limits
  return hasCodesLeft(browser, addSeconds(now(parts), codeMinutes * 60 - 86_400), mailsPerDay)
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
