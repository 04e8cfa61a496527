import { requireSession } from '../actions/sessions.ts'
import { seated } from '../http/guard.ts'
import type { Session } from '../storage/read/access.ts'
import type { Visit } from './site.ts'

/** A signatory who has confirmed their mailbox. */
export async function signatorySession(c: Visit): Promise<Session> {
  return requireSession(c.var.parts, seated(c, 'signatory'), 'signatory')
}

/** A signatory who has opened their link, whether or not they have confirmed their mailbox: the newest link counts. */
export async function askedSession(c: Visit): Promise<Session> {
  return requireSession(c.var.parts, seated(c, 'invited') ?? seated(c, 'signatory'), 'invited', 'signatory')
}
