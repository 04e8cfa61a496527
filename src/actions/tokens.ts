import { addSeconds } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import type { Scope } from '../core/scope.ts'
import { formatBase64Url } from '../encoding/base64.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { write } from '../storage/database.ts'
import type { Session } from '../storage/read/access.ts'
import { listCoordinators, type Coordinator } from '../storage/read/register.ts'
import { findToken, isNewName, listTokens, type Token } from '../storage/read/tokens.ts'
import { endTokenRow, insertToken } from '../storage/write/tokens.ts'
import { now, type Parts } from './parts.ts'
import { draftSession } from './sessions.ts'

/** A token, told without its text, and whose it is. */
export type ToldToken = Pick<Token, 'id' | 'name' | 'scopes' | 'madeAt' | 'expiresAt'> & { coordinator: string }

/** Scanners of lost secrets know a token by how it begins. */
const beginning = 'crt_'

/** Makes a token for a program of a coordinator. Its text is in this answer and nowhere else: the table has its digest. */
export async function makeToken(
  parts: Parts,
  { name, scopes, days }: { name: string; scopes: readonly Scope[]; days: number },
  by: Coordinator,
): Promise<ToldToken & { token: string }> {
  const text = beginning + formatBase64Url(parts.chance(32))
  const madeAt = now(parts)
  const expiresAt = addSeconds(madeAt, days * 86_400)
  const token = { id: tokenIdOf(text), name, scopes, coordinator: by.id, madeAt, expiresAt, endedAt: null }
  const [made] = await write(parts.db, [insertToken(parts.db, token, isNewName(by.id, name, madeAt))])
  if (made?.rowsAffected !== 1) {
    throw new Refusal('already-done', 'You have a token of this name. End it first, or choose another name.', 'name')
  }
  return { ...tell(token, [by]), token: text }
}

/** The tokens of the desk that work, whoever made them. */
export async function tellTokens(parts: Parts): Promise<readonly ToldToken[]> {
  const coordinators = await listCoordinators(parts.db)
  return (await listTokens(parts.db, now(parts))).map((token) => tell(token, coordinators))
}

/** Ends a token: any coordinator may, since whoever made it may be away when it is lost. */
export async function endToken(parts: Parts, id: string): Promise<void> {
  const [ended] = await write(parts.db, [endTokenRow(parts.db, id, now(parts))])
  if (ended?.rowsAffected !== 1) throw new Refusal('not-found', 'No token like this works. It may have been ended.')
}

/** Whether what somebody brought is a token of a program, and not a session. */
export function isProgramToken(text: string | undefined): text is string {
  return text?.startsWith(beginning) ?? false
}

/** The coordinator's session for one request of a program, which is kept nowhere. No scope: not for any token. */
export async function requireScope(parts: Parts, text: string, scope: Scope | undefined): Promise<Session> {
  const token = await findToken(parts.db, tokenIdOf(text), now(parts))
  if (!token) throw new Refusal('not-signed-in', 'This token works no more. Make another one at the desk.')
  if (scope === undefined) throw new Refusal('out-of-scope', 'No token may do this. Sign in to the desk.')
  if (!token.scopes.includes(scope)) {
    throw new Refusal('out-of-scope', `This needs a token with the scope ${scope}. Make one at the desk.`)
  }
  return draftSession(parts, 'coordinator', token.coordinator)
}

function tell({ id, name, scopes, madeAt, expiresAt, coordinator }: Token, all: readonly Coordinator[]): ToldToken {
  const whose = all.find((one) => one.id === coordinator)?.name ?? 'Somebody who has left the desk'
  return { id, name, scopes, madeAt, expiresAt, coordinator: whose }
}

/** What a token is known by in the table: SHA-256 of its text, in hex. */
export function tokenIdOf(text: string): string {
  return formatHex(sha256(formatUtf8(text)))
}
