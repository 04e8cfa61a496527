import * as v from 'valibot'
import { ratifySignUp, setBoardDay } from '../../actions/await-board.ts'
import { writeBoardPaper } from '../../actions/board-paper.ts'
import { requireSignUp } from '../../actions/fill-in-sign-up.ts'
import { findPlace } from '../../actions/find-place.ts'
import type { Parts } from '../../actions/parts.ts'
import { FullDay } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import { line } from '../../http/parse.ts'
import type { Session } from '../../storage/read/access.ts'
import { nothing, seatedOperation } from '../operation.ts'
import { ownId } from './sign-ups.ts'
import { signUp, tellSignUp } from './sign-up-told.ts'

const boardDay = v.object({ on: v.nullable(FullDay, null) })
const decision = v.object({ decidedOn: FullDay, minute: line('Enter the minute reference') })

/** The body's own decision: when its board meets, and what it decided; of whoever prepares and whoever signs. */
export const boardOperations = [
  step('board-day', 'Say when the board looks at it, or null: not known', boardDay, async (parts, id, { on }) =>
    setBoardDay(parts, id, on),
  ),
  step(
    'decision',
    'Say what the board decided: what was signed on that condition waits for a check now',
    decision,
    ratifySignUp,
  ),
].flat()

/** The paper for the board, as data. */
export const boardPaperOperations = [
  seatedOperation(
    'preparer',
    {
      method: 'get',
      path: '/sign-ups/:id/board-paper',
      summary: 'A paper for the board: recommendation, undertakings, implications and draft resolution',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        title: v.string(),
        language: v.string(),
        sections: v.array(
          v.object({
            heading: v.string(),
            blocks: v.array(
              v.union([
                v.object({ paragraph: v.string() }),
                v.object({ subheading: v.string() }),
                v.object({ lines: v.array(v.object({ label: v.string(), text: v.string() })) }),
              ]),
            ),
          }),
        ),
      }),
    },
    async ({ parts, at, session }) => writeBoardPaper(parts, await requireSignUp(parts, ownId(at('id'), session))),
  ),
]

/** One step of the preparer's and of the signatory's. */
function step<Body>(
  noun: string,
  summary: string,
  body: v.GenericSchema<unknown, Body>,
  act: (parts: Parts, id: Uuid, body: Body) => Promise<void>,
) {
  const of = (role: Session['role'], path: string, own: (parts: Parts, id: string, held: Session) => Promise<Uuid>) =>
    seatedOperation(
      role,
      { method: 'post', path, summary, query: nothing, body, status: 201, answer: signUp },
      async ({ parts, at, session, body: given }) => {
        const id = await own(parts, role === 'preparer' ? at('id') : '', session)
        await act(parts, id, given)
        return tellSignUp(parts, await requireSignUp(parts, id))
      },
    )
  return [
    of('preparer', `/sign-ups/:id/${noun}`, async (_parts, id, held) => ownId(id, held)),
    of('signatory', `/requests/${noun}`, async (parts, _id, held) => (await findPlace(parts, held)).signUp.id),
  ]
}
