import type { Progress } from '../core/campaign.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { idsOf, listCampaigns, listInvitationsById, type Campaign } from '../storage/read/campaigns.ts'
import type { SigningEvent } from '../storage/read/events.ts'
import type { Coordinator } from '../storage/read/register.ts'
import { listOpenSignUpsOf, listSignUps } from '../storage/read/sign-ups.ts'
import { insertLink } from '../storage/write/access.ts'
import { insertAttendance, isNoAttendee, isThere } from '../storage/write/events.ts'
import { insertSignUp } from '../storage/write/sign-ups.ts'
import { countBodies } from './count-campaign.ts'
import { assureOffered } from './fill-in-sign-up.ts'
import { today } from './invitation-mails.ts'
import type { Parts } from './parts.ts'
import { attendanceOf, requireOpen } from './plan-event.ts'
import { draftPaper } from './transcribe-paper.ts'

/** So many fit into one room. */
const most = 500

/** Where an invitation stands when its body has nothing to sign at an event. */
const over: readonly Progress[] = ['signed', 'left-out', 'declined', 'awaiting-check']

/** The campaigns that are going on for what is signed at an event. */
export async function listCampaignsOf({ db }: Parts, { event }: { event: SigningEvent }): Promise<readonly Campaign[]> {
  return (await listCampaigns(db)).filter(({ closedAt, toEdition }) => closedAt === null && toEdition === event.edition)
}

/**
 * Everybody of a campaign who has not signed signs at an event, by the sign-up that is under way, or by one that the desk
 * begins. Pressed again, whoever has come to the campaign since.
 */
export async function inviteCampaign(parts: Parts, id: Uuid, campaignId: Uuid, by: Coordinator): Promise<void> {
  const told = await requireOpen(parts, id)
  const campaign = (await listCampaignsOf(parts, told)).find((one) => one.id === campaignId)
  if (!campaign) throw new Refusal('already-done', 'No such campaign is going on for what is signed here.')
  const { edition, language } = told.event
  await assureOffered(parts, [{ edition, language }])
  const rows = await listUnsigned(parts, campaign)
  const bodies = rows.map(({ invitation }) => invitation.body)
  const begun = await listSignUps(
    parts.db,
    rows.flatMap(({ invitation: { signUp } }) => signUp ?? []),
  )
  const signUpOf = new Map<Uuid, Uuid>()
  for (const { id: signUp, draft, outcome } of [...begun, ...(await listOpenSignUpsOf(parts.db, edition, bodies))]) {
    if (outcome === null && draft.body && 'registered' in draft.body) signUpOf.set(draft.body.registered, signUp)
  }
  const statements = bodies.flatMap((body) => {
    const away = isNoAttendee(id, body)
    const own = signUpOf.get(body)
    if (own) return [insertAttendance(parts.db, attendanceOf(parts, id, own), away)]
    const { signUp, link } = draftPaper(parts, { body, editions: [{ edition, language }] }, by)
    return [
      insertSignUp(parts.db, signUp, away),
      insertLink(parts.db, link, isThere(signUp.id)),
      insertAttendance(parts.db, attendanceOf(parts, id, signUp.id)),
    ]
  })
  if (statements.length > 0) await write(parts.db, statements)
}

async function listUnsigned(parts: Parts, campaign: Campaign) {
  const ids = idsOf((await countBodies(parts, campaign)).filter(({ progress }) => !over.includes(progress)))
  if (ids.length > most) {
    throw new Refusal('field-invalid', `More than ${most} have not signed. Add those who come one by one`, 'body')
  }
  const rows = await listInvitationsById(parts.db, today(parts, campaign), ids)
  return rows.filter(({ body }) => body.endedOn === null)
}
