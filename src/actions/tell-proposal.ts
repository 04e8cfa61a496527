import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { findBodyById, type BodyRecord } from '../storage/read/bodies.ts'
import { editionName, listEditions } from '../storage/read/editions.ts'
import { findProposal, listProposals, type Proposal } from '../storage/read/proposals.ts'
import { listCoordinators, type Coordinator } from '../storage/read/register.ts'
import { listSigningsById } from '../storage/read/signings.ts'
import type { Parts } from './parts.ts'

/** A proposal with whom and what it is about. */
export type ToldProposal = Omit<Proposal, 'proposer'> & {
  proposer: Pick<Coordinator, 'id' | 'name'>
  body: BodyRecord
  reference: string
  edition: string
}

/** One proposal, for whoever is to agree to it. */
export async function tellProposal(parts: Parts, id: Uuid): Promise<ToldProposal> {
  const proposal = await findProposal(parts.db, id)
  if (!proposal) throw new Refusal('not-found', 'There is no such proposal.')
  return tell(parts, proposal)
}

/** The proposals that wait, the oldest first. */
export async function tellProposals(parts: Parts): Promise<readonly ToldProposal[]> {
  return Promise.all((await listProposals(parts.db)).map(async (one) => tell(parts, one)))
}

async function tell({ db }: Parts, proposal: Proposal): Promise<ToldProposal> {
  if (!('signing' in proposal.act)) throw new Error('only acts upon a signing are proposed')
  const [signing] = await listSigningsById(db, proposal.act.signing)
  const body = signing && (await findBodyById(db, signing.body))
  if (!signing || !body) throw new Error('a proposal is about a signing that is not there')
  const proposer = (await listCoordinators(db)).find(({ id }) => id === proposal.proposer)
  const edition = (await listEditions(db)).filter((one) => one.id === signing.edition).map(editionName)[0] ?? ''
  return {
    ...proposal,
    proposer: { id: proposal.proposer, name: proposer?.name ?? 'Somebody who has left the desk' },
    body,
    reference: signing.reference,
    edition,
  }
}
