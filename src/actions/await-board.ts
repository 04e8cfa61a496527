import { assureBoardDay, decideRatification, type Decision } from '../core/decision.ts'
import { londonDay, type FullDay } from '../core/day.ts'
import { assureOpen } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import { allOf } from '../storage/database.ts'
import { changeSignUp, countsActs, unchanged } from '../storage/write/sign-ups.ts'
import { assureFits, assureSettable } from './assure-certifiable.ts'
import { requireSignUp } from './fill-in-sign-up.ts'
import { draftMails } from './mails.ts'
import { now, type Parts } from './parts.ts'
import { waitingLetters } from './waiting-letters.ts'

/** Says on which day the body's board looks at a sign-up, or that it is not known. */
export async function setBoardDay(parts: Parts, id: Uuid, on: FullDay | null): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  const at = now(parts)
  if (on === null) assureOpen(signUp)
  else assureBoardDay(signUp, on, londonDay(at))
  await changeSignUp(parts.db, signUp, { boardOn: on, changedAt: at })
}

/** The body has decided: what was signed on that condition goes to the coordinators now, if everybody has signed. */
export async function ratifySignUp(parts: Parts, id: Uuid, decision: Decision): Promise<void> {
  const signUp = await requireSignUp(parts, id)
  const at = now(parts)
  const draft = decideRatification(signUp, decision, londonDay(at))
  assureSettable(parts, decision.minute, 'minute')
  if (!draft.change) await assureFits(parts, { draft }, 'minute')
  const complete = allOf(unchanged(signUp), countsActs(signUp, draft.signatories.length * draft.editions.length))
  await changeSignUp(parts.db, signUp, { draft, boardOn: null, changedAt: at }, [
    ...(await draftMails(parts, await waitingLetters(parts, signUp), complete)),
  ])
}
