import { requireCoordinator } from '../actions/enter-desk.ts'
import { requireSession } from '../actions/sessions.ts'
import type { DeskRole } from '../core/desk-role.ts'
import { seated, usualRole } from '../http/guard.ts'
import type { Coordinator } from '../storage/read/register.ts'
import type { Visit } from './site.ts'

/** Who is signed in at the desk; refuses where nobody is, or where their role is less than asked. */
export async function signedIn(c: Visit, asked: DeskRole = usualRole(c.req.method)): Promise<Coordinator> {
  const session = await requireSession(c.var.parts, seated(c, 'desk'), 'coordinator')
  return requireCoordinator(c.var.parts, session, asked)
}
