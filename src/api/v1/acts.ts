import * as v from 'valibot'
import { stamp } from '../../actions/parts.ts'
import { approveProposal, performAct, turnDownProposal } from '../../actions/perform-act.ts'
import { tellProposal, tellProposals, type ToldProposal } from '../../actions/tell-proposal.ts'
import { DeskAct } from '../../core/desk-act.ts'
import { requireCoordinator } from '../../actions/enter-desk.ts'
import { uuid } from '../../core/entry-fields.ts'
import { block, parseId } from '../../http/parse.ts'
import { nothing, seatedOperation } from '../operation.ts'

const performed = v.object({ entries: v.array(v.number()), proposal: v.nullable(v.string()) })

const proposal = v.object({
  id: v.string(),
  at: v.string(),
  proposer: v.string(),
  /** Null where it is about an edition itself. */
  body: v.nullable(v.object({ slug: v.string(), name: v.string() })),
  reference: v.nullable(v.string()),
  edition: v.object({ slug: v.string(), name: v.string() }),
  act: v.looseObject({ act: v.string() }),
  outcome: v.nullable(v.picklist(['approved', 'turned-down'])),
})

/** What a coordinator decides about bodies, signings and editions that are on the register. */
export const actOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/acts',
      scope: 'write:register',
      summary:
        'Decide something about an organisation, a signing or an edition; what is grave is proposed to a second coordinator. A repeat with the same key is the same act',
      query: nothing,
      body: v.object({ act: DeskAct, key: v.exactOptional(uuid) }),
      status: 201,
      answer: performed,
    },
    async ({ parts, session, repeat = stamp(parts).id(), body: { act, key = repeat } }) => {
      const { entries } = await performAct(parts, act, await requireCoordinator(parts, session), key)
      return { entries, proposal: entries.length === 0 ? key : null }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/proposals',
      scope: 'read:desk',
      summary: 'What waits for a second coordinator, the oldest first',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ proposals: v.array(proposal) }),
    },
    async ({ parts }) => {
      return { proposals: (await tellProposals(parts)).map(told) }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/proposals/:id/agreement',
      summary: 'Agree to what another coordinator proposed',
      query: nothing,
      body: nothing,
      status: 201,
      answer: performed,
    },
    async ({ parts, session, at }) => {
      const { entries } = await approveProposal(parts, parseId(at('id')), await requireCoordinator(parts, session))
      return { entries, proposal: null }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/proposals/:id/refusal',
      summary: 'Turn down what another coordinator proposed, or take back one’s own',
      query: nothing,
      body: v.object({ words: block('Say why') }),
      status: 201,
      answer: proposal,
    },
    async ({ parts, session, at, body: { words } }) => {
      const id = parseId(at('id'))
      await turnDownProposal(parts, id, await requireCoordinator(parts, session), words)
      return told(await tellProposal(parts, id))
    },
  ),
]

function told({ id, at, proposer, about: { signing, edition }, act, outcome }: ToldProposal) {
  const { slug, name } = edition
  return {
    id,
    at,
    proposer: proposer.name,
    body: signing?.body ?? null,
    reference: signing?.reference ?? null,
    edition: { slug, name },
    act,
    outcome,
  }
}
