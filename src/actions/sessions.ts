import { browserName } from '../core/browser-name.ts'
import { addSeconds } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { formatUuid, uuidBytes, type Uuid } from '../core/uuid.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { formatToken, isGenuine, parseToken, type Token } from '../keys/token.ts'
import { write } from '../storage/database.ts'
import { findSessionRow, listSessionsOf, type Session } from '../storage/read/access.ts'
import { endSession } from '../storage/write/access.ts'
import { now, stamp, type Parts } from './parts.ts'

/** Who somebody is to the register, for a while. `subject` is a sign-up, a link or a coordinator. */
export type Role = Session['role']

/** A session that is still to be stored with whatever opens it. */
export function draftSession(
  parts: Parts,
  role: Role,
  subject: Uuid,
  { signatory = null, agent }: { signatory?: number | null; agent?: string } = {},
): Session {
  const made = stamp(parts)
  return {
    id: made.id(),
    role,
    subject,
    signatory,
    expiresAt: addSeconds(made.at, parts.limits.deskHours * 3600),
    endedAt: null,
    begunAt: made.at,
    client: agent === undefined ? null : browserName(agent),
    confirmedBy: null,
  }
}

/** The token of a session, for a cookie or an Authorization header. */
export async function sessionToken(parts: Parts, { id }: Session): Promise<string> {
  return formatToken(parts.keys.tokens, 'session', uuidBytes(id), 0)
}

/** The session that a token opens in one of the roles; refuses with words about signing in again. */
export async function requireSession(
  parts: Parts,
  token: string | undefined,
  ...roles: readonly Role[]
): Promise<Session> {
  const session = token === undefined ? undefined : await findSession(parts, token)
  if (!session || !roles.includes(session.role)) {
    throw new Refusal('not-signed-in', 'Your time on this page has run out. Open the link in your email again.')
  }
  return session
}

/** Ends a session, if the token opens one. */
export async function leave(parts: Parts, token: string | undefined): Promise<void> {
  const session = token === undefined ? undefined : await findSession(parts, token)
  if (session) await write(parts.db, [endSession(parts.db, session.id, now(parts))])
}

/** The session that a token opens, if any. */
export async function findSession(parts: Parts, text: string): Promise<Session | undefined> {
  const session = await findPastSession(parts, text)
  return session && session.endedAt === null && session.expiresAt > now(parts) ? session : undefined
}

/** The session that a token opens or once opened, for as long as it is kept. */
export async function findPastSession(parts: Parts, text: string): Promise<Session | undefined> {
  const token = readToken(text)
  if (!token || !(await isGenuine(parts.keys.tokens, 'session', token, 0))) return undefined
  return findSessionRow(parts.db, formatUuid(token.id))
}

/** The sessions of somebody at the desk, the newest first. */
export async function listSessions(parts: Parts, coordinator: Uuid): Promise<readonly Session[]> {
  return listSessionsOf(parts.db, coordinator, now(parts))
}

/** Ends one of somebody's own sessions, wherever it is. */
export async function endOwnSession(parts: Parts, coordinator: Uuid, id: Uuid): Promise<void> {
  const own = (await listSessions(parts, coordinator)).some((session) => session.id === id)
  if (!own) throw new Refusal('not-found', 'You are not signed in there. It may have ended by itself.')
  await write(parts.db, [endSession(parts.db, id, now(parts))])
}

/** A token's parts, or nothing where a text is none: somebody may send anything. */
export function readToken(text: string): Token | undefined {
  return unlessMalformed(() => {
    const token = parseToken(text)
    // The id has to be one of ours before it is looked up.
    formatUuid(token.id)
    return token
  })
}
