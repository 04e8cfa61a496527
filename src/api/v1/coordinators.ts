import * as v from 'valibot'
import { changeSeat, endOffice, renewDeskLink, seatNewcomer } from '../../actions/desk-seats.ts'
import { requireCoordinator } from '../../actions/enter-desk.ts'
import { endOwnSession, listSessions } from '../../actions/sessions.ts'
import { deskRoles } from '../../core/desk-role.ts'
import { line, mailbox, optionalLine, parseId } from '../../http/parse.ts'
import { listCoordinators, type Coordinator } from '../../storage/read/register.ts'
import { nothing, seatedOperation } from '../operation.ts'

const coordinator = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  role: v.picklist(deskRoles),
  employer: v.nullable(v.string()),
  since: v.string(),
})
const terms = v.object({ role: v.picklist(deskRoles, 'Choose a role'), employer: optionalLine })

/** Who is at the desk and where they are signed in. Only people decide it: no token does. */
export const coordinatorOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/coordinators',
      summary: 'Who is at the desk, and in which role',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ coordinators: v.array(coordinator) }),
    },
    async ({ parts }) => ({ coordinators: (await listCoordinators(parts.db)).map(tell) }),
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/coordinators',
      summary:
        'Give somebody a seat at the desk; they are mailed a link that works once, and the other coordinators are told',
      query: nothing,
      body: v.object({ name: line('Give their name'), email: mailbox, ...terms.entries }),
      status: 201,
      answer: coordinator,
    },
    async ({ parts, session, body: { email: address, employer = null, ...wish } }) => {
      const by = await requireCoordinator(parts, session)
      return tell(await seatNewcomer(parts, { ...wish, address, employer }, by))
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'patch',
      path: '/desk/coordinators/:id',
      summary: 'Give somebody at the desk another role or employer; both are named. Nobody does so for themselves',
      query: nothing,
      body: terms,
      status: 204,
      answer: nothing,
    },
    async ({ parts, session, at, body: { employer = null, role } }) => {
      const by = await requireCoordinator(parts, session)
      await changeSeat(parts, parseId(at('id')), { role, employer }, by)
      return undefined
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/coordinators/:id/link',
      summary: 'Mail somebody at the desk another link that works once; earlier ones work no more',
      query: nothing,
      body: nothing,
      status: 204,
      answer: nothing,
    },
    async ({ parts, session, at }) => {
      await renewDeskLink(parts, parseId(at('id')), await requireCoordinator(parts, session))
      return undefined
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'delete',
      path: '/desk/coordinators/:id',
      summary: 'End somebody’s seat, with their sessions, passkeys and tokens. The last coordinator stays',
      query: nothing,
      body: nothing,
      status: 204,
      answer: nothing,
    },
    async ({ parts, at }) => endOffice(parts, parseId(at('id'))).then(() => undefined),
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/sessions',
      summary: 'Where whoever asks is signed in at the desk',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        sessions: v.array(
          v.object({
            id: v.string(),
            browser: v.nullable(v.string()),
            begunAt: v.string(),
            expiresAt: v.string(),
            here: v.boolean(),
          }),
        ),
      }),
    },
    async ({ parts, session }) => ({
      sessions: (await listSessions(parts, session.subject)).map(({ id, client, begunAt, expiresAt }) => {
        return { id, browser: client, begunAt, expiresAt, here: id === session.id }
      }),
    }),
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'delete',
      path: '/desk/sessions/:id',
      as: 'reader',
      summary: 'Sign out elsewhere: one of the own sessions works no more',
      query: nothing,
      body: nothing,
      status: 204,
      answer: nothing,
    },
    async ({ parts, session, at }) => {
      await endOwnSession(parts, session.subject, parseId(at('id')))
      return undefined
    },
  ),
]

function tell({ id, name, address, role, employer, startedAt }: Coordinator) {
  return { id, name, email: address, role, employer, since: startedAt }
}
