import { Refusal } from '../core/refusal.ts'
import { requireSignUp } from '../actions/fill-in-sign-up.ts'
import { requireSession } from '../actions/sessions.ts'
import { seated } from '../http/guard.ts'
import { parseId } from '../http/parse.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import type { Visit } from './site.ts'

/** The sign-up of an address, for the preparer who holds it. */
export async function preparedSignUp(c: Visit): Promise<StoredSignUp> {
  const id = parseId(c.req.param('id') ?? '')
  const session = await requireSession(c.var.parts, seated(c, 'preparer'), 'preparer')
  if (session.subject !== id)
    throw new Refusal('not-yours', 'This sign-up belongs to somebody else. Open the link in your email.')
  return requireSignUp(c.var.parts, id)
}
