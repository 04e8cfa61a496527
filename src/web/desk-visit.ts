import { requireCoordinator } from '../actions/enter-desk.ts'
import { requireSession } from '../actions/sessions.ts'
import type { DeskRole } from '../core/desk-role.ts'
import { seated, usualRole } from '../http/guard.ts'
import type { Session } from '../storage/read/access.ts'
import type { Coordinator } from '../storage/read/register.ts'
import type { Visit } from './site.ts'

/** Who is signed in at the desk; refuses where nobody is, or where their role is less than asked. */
export async function signedIn(c: Visit, asked: DeskRole = usualRole(c.req.method)): Promise<Coordinator> {
  return requireCoordinator(c.var.parts, await seatedAt(c), asked)
}

/** The session in which somebody is at the desk. */
export async function seatedAt(c: Visit): Promise<Session> {
  return requireSession(c.var.parts, seated(c, 'desk'), 'coordinator')
}
