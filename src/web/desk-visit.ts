import { requireCoordinator } from '../actions/enter-desk.ts'
import { requireSession } from '../actions/sessions.ts'
import { seated } from '../http/guard.ts'
import type { Coordinator } from '../storage/read/register.ts'
import type { Visit } from './site.ts'

/** The coordinator who is signed in; refuses where nobody is. */
export async function signedIn(c: Visit): Promise<Coordinator> {
  const session = await requireSession(c.var.parts, seated(c, 'desk'), 'coordinator')
  return requireCoordinator(c.var.parts, session)
}
