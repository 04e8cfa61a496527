import * as v from 'valibot'
import { requireSignUp } from '../../actions/fill-in-sign-up.ts'
import { findPlace } from '../../actions/find-place.ts'
import { reassignSignatory, replaceSignatory } from '../../actions/replace-signatory.ts'
import { Refusal } from '../../core/refusal.ts'
import { line, mailbox } from '../../http/parse.ts'
import type { Session } from '../../storage/read/access.ts'
import { nothing, seatedOperation } from '../operation.ts'
import { ownId } from './sign-ups.ts'
import { signUp, tellSignUp } from './sign-up-told.ts'

const person = v.object({
  name: line('Enter the full name of the person who signs'),
  role: line('Enter their role'),
  email: mailbox,
})

/** Somebody else signs: as the one says who was asked, or as the preparer does. */
export const replacementOperations = [
  reassignment('invited', '/reassignments'),
  reassignment('signatory', '/requests/reassignment'),
  seatedOperation(
    'preparer',
    {
      method: 'post',
      path: '/sign-ups/:id/signatories/:number/replacement',
      summary: 'Have somebody else sign who has not begun to: the earlier link works no more',
      query: nothing,
      body: person,
      status: 201,
      answer: signUp,
    },
    async ({ parts, at, session, body: { email, ...who } }) => {
      const own = await requireSignUp(parts, ownId(at('id'), session))
      if (!/^[12]$/.test(at('number'))) throw new Refusal('not-found', 'Nobody of this number signs.')
      const seat = { signUp: own, number: Number(at('number')) }
      await replaceSignatory(parts, seat, { ...who, address: email })
      return tellSignUp(parts, await requireSignUp(parts, own.id))
    },
  ),
]

function reassignment(role: Session['role'], path: string) {
  return seatedOperation(
    role,
    {
      method: 'post',
      path,
      summary: 'Say that somebody else signs, and who if you know; this session and its link end',
      query: nothing,
      body: v.object({ next: v.exactOptional(person) }),
      status: 204,
      answer: nothing,
    },
    async ({ parts, session, body: { next } }) => {
      const place = await findPlace(parts, session)
      await reassignSignatory(parts, place, next && { name: next.name, role: next.role, address: next.email })
      return undefined
    },
  )
}
