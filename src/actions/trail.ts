import { write } from '../storage/database.ts'
import { findCoordinator } from '../storage/read/register.ts'
import { listSteps, type Step } from '../storage/read/trail.ts'
import { findToken } from '../storage/read/tokens.ts'
import { endStep, insertStep } from '../storage/write/trail.ts'
import { now, type Parts } from './parts.ts'
import { findSession } from './sessions.ts'
import { isProgramToken, tokenIdOf } from './tokens.ts'

/** What somebody asks for at the desk: the route, and what its address names. */
export type Asked = { route: string; subject: string | null }

/**
 * Writes down what somebody at the desk is about to do; undefined where nobody is there, which the door refuses. Die after
 * it, and the row says that something was begun and never answered.
 */
export async function beginStep(parts: Parts, text: string | undefined, asked: Asked): Promise<number | undefined> {
  const who = text === undefined ? undefined : await findWho(parts, text)
  const office = who && (await findCoordinator(parts.db, who.coordinator))
  return who && office && insertStep(parts.db, { at: now(parts), ...who, ...asked })
}

/** Writes down how it was answered. */
export async function concludeStep(parts: Parts, step: number, status: number): Promise<void> {
  await write(parts.db, [endStep(parts.db, step, status)])
}

async function findWho(parts: Parts, text: string) {
  if (isProgramToken(text)) {
    const token = await findToken(parts.db, tokenIdOf(text), now(parts))
    return token && { coordinator: token.coordinator, token: token.id }
  }
  const session = await findSession(parts, text)
  return session?.role === 'coordinator' ? { coordinator: session.subject, token: null } : undefined
}

/** How many are shown at once. */
const shown = 100

/** What was done at the desk, the newest first, and where to go on. */
export async function tellTrail(
  parts: Parts,
  before?: number,
): Promise<{ steps: readonly Step[]; next: number | null }> {
  const steps = await listSteps(parts.db, shown + 1, before)
  return { steps: steps.slice(0, shown), next: steps.length > shown ? (steps[shown - 1]?.id ?? null) : null }
}
