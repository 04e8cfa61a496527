import * as v from 'valibot'
import { requireCoordinator } from '../../actions/enter-desk.ts'
import { endToken, makeToken, tellTokens } from '../../actions/tokens.ts'
import { mostTokenDays, scopes } from '../../core/scope.ts'
import { line } from '../../http/parse.ts'
import { nothing, seatedOperation } from '../operation.ts'

const token = v.object({
  id: v.string(),
  name: v.string(),
  scopes: v.array(v.picklist(scopes)),
  coordinator: v.string(),
  madeAt: v.string(),
  expiresAt: v.string(),
})

const term = `Write a number of days from 1 to ${mostTokenDays}`

/** The tokens by which programs of coordinators come in. No token makes or ends another. */
export const tokenOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/tokens',
      summary: 'The tokens that work, of every coordinator; their texts are kept nowhere',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ tokens: v.array(token) }),
    },
    async ({ parts }) => {
      return { tokens: await tellTokens(parts) }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/tokens',
      summary: 'Make a token for a program. This answer alone has its text: “Authorization: Bearer crt_…”',
      query: nothing,
      body: v.object({
        name: line('Say which program it is for'),
        scopes: v.pipe(v.array(v.picklist(scopes)), v.minLength(1, 'Choose what it may do')),
        days: v.pipe(v.number(term), v.integer(term), v.minValue(1, term), v.maxValue(mostTokenDays, term)),
      }),
      status: 201,
      answer: v.object({ ...token.entries, token: v.string() }),
    },
    async ({ parts, session, body }) => makeToken(parts, body, await requireCoordinator(parts, session)),
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'delete',
      path: '/desk/tokens/:id',
      summary: 'End a token: it works no more',
      query: nothing,
      body: nothing,
      status: 204,
      answer: nothing,
    },
    async ({ parts, at }) => {
      await endToken(parts, at('id'))
      return undefined
    },
  ),
]
