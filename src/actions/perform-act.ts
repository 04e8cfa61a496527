import type { Approver } from '../core/decide-signing-act.ts'
import { needsSecond, type DeskAct } from '../core/desk-act.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { write, written } from '../storage/database.ts'
import { findAppended, logSize, type Appended } from '../storage/read/entries.ts'
import { findProposal, type Proposal } from '../storage/read/proposals.ts'
import { findCoordinator, listDeciders, type Coordinator } from '../storage/read/register.ts'
import { append } from '../storage/write/append.ts'
import { closeProposal, insertProposal, isFirstProposal, stillProposed } from '../storage/write/proposals.ts'
import { belongingsOf, decideAct } from './decide-act.ts'
import { draftMails } from './mails.ts'
import { againIfOvertaken, now, stamp, type Parts } from './parts.ts'
import { publish } from './publish.ts'

/** What became of an act: the numbers of its entries, or none while a second coordinator is awaited. */
export type Performed = { entries: readonly number[] }

/**
 * Does what a coordinator decided; what is grave waits until a second one agrees. The key is of one press: pressed again,
 * it is the same act.
 */
export async function performAct(parts: Parts, act: DeskAct, by: Coordinator, key: Uuid): Promise<Performed> {
  if (needsSecond(act)) return propose(parts, act, by, key)
  const appended = await againIfOvertaken(parts, async () => {
    // The length comes first: whatever changes while we read makes the decision void.
    const size = await logSize(parts.db)
    const earlier = await findAppended(parts.db, `act:${key}`)
    if (earlier) return earlier
    const drafts = await decideAct(parts, act, [by], stamp(parts))
    return append(parts.db, { key: `act:${key}`, size, drafts }, belongingsOf(parts, act))
  })
  return publishSoon(parts, appended)
}

/** A second coordinator agrees to what another one proposed. */
export async function approveProposal(parts: Parts, id: Uuid, by: Coordinator): Promise<Performed> {
  const appended = await againIfOvertaken(parts, async () => {
    const size = await logSize(parts.db)
    const earlier = await findAppended(parts.db, `act:${id}`)
    if (earlier) return earlier
    const proposal = await requireOpen(parts, id)
    const proposer = await findCoordinator(parts.db, proposal.proposer)
    // Whoever left the desk meanwhile answers for nothing any more.
    const approvers = [...(proposer ? [proposer] : []), by]
    const drafts = await decideAct(parts, proposal.act, approvers, stamp(parts))
    const [first] = drafts
    if (!first) throw new Error('an act decided nothing')
    const outcome = { outcome: 'approved', closer: by.id, at: now(parts) } as const
    return append(parts.db, { key: `act:${id}`, size, drafts, provided: stillProposed(parts.db, id) }, [
      ...belongingsOf(parts, proposal.act),
      closeProposal(parts.db, id, outcome, written(first.entry.id)),
    ])
  })
  return publishSoon(parts, appended)
}

/** A coordinator does not agree, and says why; whoever proposed it may take it back. */
export async function turnDownProposal(parts: Parts, id: Uuid, by: Coordinator, words: string): Promise<void> {
  await requireOpen(parts, id)
  await write(parts.db, [closeProposal(parts.db, id, { outcome: 'turned-down', closer: by.id, at: now(parts), words })])
}

/** A proposal that nobody has closed. */
async function requireOpen({ db }: Parts, id: Uuid): Promise<Proposal> {
  const proposal = await findProposal(db, id)
  if (!proposal) throw new Refusal('not-found', 'There is no such proposal.')
  if (proposal.closedAt !== null) throw new Refusal('already-done', 'Somebody has decided about this already.')
  return proposal
}

async function propose(parts: Parts, act: DeskAct, by: Coordinator, key: Uuid): Promise<Performed> {
  const made = stamp(parts)
  // Whether it could be done if somebody from elsewhere agreed.
  const elsewhere: Approver = { id: made.id(), name: '', employer: null }
  await decideAct(parts, act, [by, elsewhere], made)
  const others = (await listDeciders(parts.db)).filter(({ id }) => id !== by.id)
  if (others.length === 0) {
    const words = 'You are the only coordinator. Somebody who works for another organisation has to join the desk.'
    throw new Refusal('second-approver', words)
  }
  const first = isFirstProposal(key)
  const letters = others.map(({ name, address }) => {
    const slots = { name, coordinator: by.name, desk: `${parts.address}/desk/proposals/${key}` }
    return { template: 'proposal', address, slots } as const
  })
  const proposal = { id: key, act, proposer: by.id, at: now(parts) }
  await write(parts.db, [...(await draftMails(parts, letters, first)), insertProposal(parts.db, proposal, first)])
  return { entries: [] }
}

function publishSoon(parts: Parts, appended: readonly Appended[]): Performed {
  parts.later(publish(parts))
  return { entries: appended.map(({ position }) => position) }
}
