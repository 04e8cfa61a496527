import * as v from 'valibot'
import { declineSignUp } from '../../actions/end-sign-up.ts'
import { requireSignUp } from '../../actions/fill-in-sign-up.ts'
import { findPlace } from '../../actions/find-place.ts'
import { listDeclined } from '../../actions/list-declined.ts'
import { looseBlock } from '../../http/parse.ts'
import { nothing, seatedOperation } from '../operation.ts'
import { ownId } from './sign-ups.ts'
import { signUp, tellSignUp } from './sign-up-told.ts'

const said = v.object({ reason: looseBlock })

/** Saying no: for whoever prepares, and for whoever has been asked to sign; and what the desk learns of it. */
export const declineOperations = [
  seatedOperation(
    'preparer',
    {
      method: 'post',
      path: '/sign-ups/:id/decline',
      summary: 'Decline for the organisation: the coordinator is told, links and sessions end, this one too',
      query: nothing,
      body: said,
      status: 201,
      answer: signUp,
    },
    async ({ parts, at, session, body: { reason } }) => {
      const { id, preparer } = await requireSignUp(parts, ownId(at('id'), session))
      await declineSignUp(parts, id, reason, preparer.name)
      return tellSignUp(parts, await requireSignUp(parts, id))
    },
  ),
  seatedOperation(
    'signatory',
    {
      method: 'post',
      path: '/requests/decline',
      summary: 'Decline as the one who was asked to sign; this session ends',
      query: nothing,
      body: said,
      status: 204,
      answer: nothing,
    },
    async ({ parts, session, body: { reason } }) => {
      const { signUp: asked, signatory } = await findPlace(parts, session)
      await declineSignUp(parts, asked.id, reason, signatory.name)
      return undefined
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/declined',
      scope: 'read:desk',
      summary: 'The sign-ups that were declined in the last 30 days, the newest first',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ signUps: v.array(signUp) }),
    },
    async ({ parts }) => {
      return { signUps: await Promise.all((await listDeclined(parts)).map((one) => tellSignUp(parts, one))) }
    },
  ),
]
