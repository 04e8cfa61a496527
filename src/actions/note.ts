import { Refusal } from '../core/refusal.ts'
import type { FullDay } from '../core/day.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { findProspect } from '../storage/read/prospects.ts'
import { findCoordinator, type Coordinator } from '../storage/read/register.ts'
import { isOpenCampaign, updateInvitation } from '../storage/write/campaigns.ts'
import { insertNote, isNewNote } from '../storage/write/prospects.ts'
import { requireInvitation } from './check-body.ts'
import { now, type Parts } from './parts.ts'

/** What somebody said on the telephone, or what is to be remembered. */
export type Noted = { kind: 'call' | 'note'; words: string }

/** Notes something about an invitation. The key is of one press: pressed again, it is the same note. */
export async function noteInvitation(
  parts: Parts,
  id: Uuid,
  noted: Noted,
  { key, by }: { key: Uuid; by: Coordinator },
) {
  await requireInvitation(parts, id)
  const at = now(parts)
  const called = updateInvitation(parts.db, id, { calledAt: at }, isNewNote(key))
  await write(parts.db, [
    ...(noted.kind === 'call' ? [called] : []),
    insertNote(parts.db, { id: key, subject: id, at, coordinator: by.id, ...noted }, isNewNote(key)),
  ])
}

/** The same about a prospect. */
export async function noteProspect(parts: Parts, id: Uuid, noted: Noted, { key, by }: { key: Uuid; by: Coordinator }) {
  if (!(await findProspect(parts.db, id))) throw new Refusal('not-found', 'There is no such prospect.')
  const note = { id: key, subject: id, at: now(parts), coordinator: by.id, ...noted }
  await write(parts.db, [insertNote(parts.db, note, isNewNote(key))])
}

/** Who does what next, and by when. */
export type NextStep = { owner: Uuid; nextStep: string; nextOn: FullDay }

/** Who looks after it, and what they do next, where there is anything. */
export type Handover = NextStep | { owner: Uuid; nextStep: null; nextOn: null }

/** Hands a body of a campaign to a coordinator, with what is to be done. */
export async function planInvitation(parts: Parts, id: Uuid, step: Handover): Promise<void> {
  const { campaign } = await requireInvitation(parts, id)
  await assureOwner(parts, step.owner)
  const [done] = await write(parts.db, [updateInvitation(parts.db, id, step, isOpenCampaign({ id: campaign }))])
  if (done?.rowsAffected !== 1) throw new Refusal('already-done', 'This campaign is closed.')
}

/** Refuses to hand anything to somebody who does not run the desk. */
export async function assureOwner({ db }: Parts, owner: Uuid): Promise<void> {
  if (!(await findCoordinator(db, owner))) throw new Refusal('field-invalid', 'Choose who looks after it', 'owner')
}
