import type { Kind } from '../core/body-kind.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { findProspect, type Prospect } from '../storage/read/prospects.ts'
import { insertProspect, updateProspect } from '../storage/write/prospects.ts'
import { followProspects } from './follow-prospects.ts'
import { joinCampaign } from './join-campaign.ts'
import { assureOwner, type NextStep } from './note.ts'
import { now, type Parts } from './parts.ts'

/** The prospect with an id, and a refusal where there is none. */
export async function requireProspect({ db }: Parts, id: Uuid): Promise<Prospect> {
  const prospect = await findProspect(db, id)
  if (!prospect) throw new Refusal('not-found', 'There is no such prospect.')
  return prospect
}

/** Somebody courts a body that has not signed. The key is of one press: pressed again, it is the same prospect. */
export async function courtProspect(
  parts: Parts,
  { name, kind, ...step }: { name: string; kind: Kind } & NextStep,
  key: Uuid,
): Promise<void> {
  await assureOwner(parts, step.owner)
  const prospect = { id: key, body: null, name, kind, ...step, madeAt: now(parts), closedAt: null }
  await write(parts.db, [insertProspect(parts.db, prospect)])
  await followProspects(parts)
}

/** A prospect is this body of the register, whatever it is called. */
export async function tieProspect(parts: Parts, id: Uuid, body: Uuid): Promise<void> {
  await requireProspect(parts, id)
  await change(parts, id, { body })
  await followProspects(parts)
}

/** A prospect that is on the register is asked by a campaign under way. Gives back its invitation. */
export async function inviteProspect(parts: Parts, id: Uuid, campaign: Uuid): Promise<Uuid> {
  const { body } = await requireProspect(parts, id)
  if (body === null) throw new Refusal('incomplete', 'Say first which organisation on the register it is.')
  return joinCampaign(parts, campaign, body)
}

/** Who does what next about a prospect, and by when. */
export async function planProspect(parts: Parts, id: Uuid, step: NextStep): Promise<void> {
  await requireProspect(parts, id)
  await assureOwner(parts, step.owner)
  await change(parts, id, step)
}

/** A prospect is courted no more: it has signed, or never will. */
export async function closeProspect(parts: Parts, id: Uuid): Promise<void> {
  await requireProspect(parts, id)
  await change(parts, id, { closedAt: now(parts) })
}

async function change({ db }: Parts, id: Uuid, what: Parameters<typeof updateProspect>[2]): Promise<void> {
  const [done] = await write(db, [updateProspect(db, id, what)])
  if (done?.rowsAffected !== 1) throw new Refusal('already-done', 'This prospect is closed.')
}
