import type { DeskAct } from '../core/desk-act.ts'
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
  about: Subject
}

/** What an act is about: a signing of a body, or an edition itself. */
type Subject = {
  /** Null where it is about an edition itself. */
  signing: { body: Pick<BodyRecord, 'slug' | 'name'>; reference: string } | null
  edition: { id: Uuid; slug: string; name: string }
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
  const proposer = (await listCoordinators(db)).find(({ id }) => id === proposal.proposer)
  return {
    ...proposal,
    proposer: { id: proposal.proposer, name: proposer?.name ?? 'Somebody who has left the desk' },
    about: await subjectOf(db, proposal.act),
  }
}

async function subjectOf(db: Parts['db'], act: DeskAct): Promise<Subject> {
  if ('body' in act) throw new Error('no act upon a body is proposed')
  const [signing] = 'signing' in act ? await listSigningsById(db, act.signing) : []
  const body = signing && (await findBodyById(db, signing.body))
  const editionId = 'edition' in act ? act.edition : signing?.edition
  const edition = (await listEditions(db)).find(({ id }) => id === editionId)
  if (!edition || ('signing' in act && !body)) throw new Error('a proposal is about something that is not there')
  return {
    signing: signing && body ? { body: { slug: body.slug, name: body.name }, reference: signing.reference } : null,
    edition: { id: edition.id, slug: edition.slug, name: editionName(edition) },
  }
}
