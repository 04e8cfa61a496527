import { sayAsked } from '../core/asked-change.ts'
import { assureAhead } from '../core/decision.ts'
import { londonDay, type FullDay } from '../core/day.ts'
import type { MailLanguage } from '../core/mail-language.ts'
import { Refusal } from '../core/refusal.ts'
import type { SignUp } from '../core/sign-up.ts'
import { write } from '../storage/database.ts'
import { findCampaign, findInvitationRow, type Campaign, type InvitationRow } from '../storage/read/campaigns.ts'
import { editionName, type Edition } from '../storage/read/editions.ts'
import { findSignUp } from '../storage/read/sign-ups.ts'
import { insertLink, insertSession } from '../storage/write/access.ts'
import {
  endContacts,
  insertContact,
  isLedTo,
  isUnchangedInvitation,
  updateInvitation,
} from '../storage/write/campaigns.ts'
import { insertSignUp, overtaken } from '../storage/write/sign-ups.ts'
import { findAskedEdition } from './asked-edition.ts'
import { setBoardDay } from './await-board.ts'
import { draftContact, requireInvitation, type ContactWords } from './check-body.ts'
import { declinedLetters } from './declined-letters.ts'
import { declineSignUp } from './end-sign-up.ts'
import { draftInvitations, today } from './invitation-mails.ts'
import { resumeLetter } from './link-letters.ts'
import { draftLink, findHeldLink } from './links.ts'
import { draftMail, draftMails } from './mails.ts'
import { now, stamp, type Parts } from './parts.ts'
import { draftSession, sessionToken } from './sessions.ts'
import { draftSignUp } from './start-sign-up.ts'

/** What somebody is invited to who holds the link of an invitation. */
export type Invited = { row: InvitationRow; campaign: Campaign; edition: Edition; signable: boolean }

/** The invitation of a link that still works. Looking at it changes nothing: scanners open links before people do. */
export async function findInvited(parts: Parts, text: string): Promise<Invited> {
  const { link, state } = await findHeldLink(parts, text, 'invitation')
  const { campaign: id } = await requireInvitation(parts, link.subject)
  const campaign = await findCampaign(parts.db, id)
  const row = campaign && (await findInvitationRow(parts.db, today(parts, campaign), link.subject))
  if (!row) throw new Error('an invitation points to what is not there')
  if (state === 'replaced') {
    throw new Refusal('link-expired', `A newer email has replaced this link, or somebody else is asked now.`)
  }
  if (state !== 'open' || campaign.closedAt !== null) {
    const words = `This invitation has run out. To sign all the same, start at ${parts.address}/sign.`
    throw new Refusal('link-expired', words)
  }
  return { row, campaign, ...(await findAskedEdition(parts, today(parts, campaign))) }
}

/** Begins the sign-up that a body is invited to, with body and edition known; or goes on with the one that was begun. */
export async function startInvited(parts: Parts, text: string): Promise<{ id: SignUp['id']; token: string }> {
  const invited = await findInvited(parts, text)
  const { invitation, contact, facts } = invited.row
  if (facts.signed) throw new Refusal('already-signed', `${invited.row.body.name} has signed it already.`)
  const begun = invitation.signUp === null ? undefined : await findSignUp(parts.db, invitation.signUp)
  if (begun && begun.outcome === null) {
    const session = draftSession(parts, 'preparer', begun.id)
    await write(parts.db, [insertSession(parts.db, session)])
    return { id: begun.id, token: await sessionToken(parts, session) }
  }
  if (!contact?.address) throw new Error('an invitation was sent to nobody')
  const made = stamp(parts)
  const preparer = { name: contact.name, address: contact.address }
  const signUp = {
    ...draftSignUp(made, preparer, { ...beginning(invited), language: contact.language }),
    boardOn: invitation.boardOn,
  }
  const link = draftLink(parts, 'resume', signUp.id)
  const session = draftSession(parts, 'preparer', signUp.id)
  const where = isLedTo(invitation, signUp.id)
  const started = { signUp: signUp.id, startedAt: made.at, declinedAt: null, declinedWords: null }
  const [first] = await write(parts.db, [
    updateInvitation(parts.db, invitation.id, started, isLedTo(invitation, invitation.signUp)),
    insertSignUp(parts.db, signUp, where),
    insertLink(parts.db, link, where),
    insertSession(parts.db, session, where),
    (await draftMail(parts, resumeLetter(signUp, link), where)).statement,
  ])
  // Pressed twice at once: the other press has begun it.
  if (first?.rowsAffected !== 1) return startInvited(parts, text)
  return { id: signUp.id, token: await sessionToken(parts, session) }
}

/** The body says on which day its board looks at it: reminders wait until then. */
export async function setInvitedBoardDay(parts: Parts, text: string, on: FullDay): Promise<void> {
  const { invitation } = (await findInvited(parts, text)).row
  const signUp = invitation.signUp && (await findSignUp(parts.db, invitation.signUp))
  if (signUp && signUp.outcome === null) {
    await setBoardDay(parts, signUp.id, on)
    return
  }
  assureAhead(on, londonDay(now(parts)))
  await write(parts.db, [
    updateInvitation(parts.db, invitation.id, { boardOn: on }, isLedTo(invitation, invitation.signUp)),
  ])
}

/** The body says no: the coordinators are told, and nobody is written to any more. */
export async function declineInvited(parts: Parts, text: string, reason: string): Promise<void> {
  const { row, edition } = await findInvited(parts, text)
  const { invitation, contact, facts, body } = row
  if (facts.declined) return
  if (facts.signed) throw new Refusal('already-signed', `${body.name} has signed it already.`)
  const by = contact?.name ?? body.name
  const signUp = invitation.signUp && (await findSignUp(parts.db, invitation.signUp))
  if (signUp && signUp.outcome === null) {
    await declineSignUp(parts, signUp.id, reason, by)
    return
  }
  const where = isUnchangedInvitation(invitation)
  const letters = await declinedLetters(parts, {
    body: body.name,
    asked: (language: MailLanguage) => sayAsked(editionName(edition), undefined, language),
    by,
    reason,
  })
  const declined = { declinedAt: now(parts), declinedWords: reason || null }
  const done = await write(parts.db, [
    ...(await draftMails(parts, letters, where)),
    updateInvitation(parts.db, invitation.id, declined, where),
  ])
  if (done.at(-1)?.rowsAffected !== 1) throw overtaken()
}

/** Somebody else is the right person: they are written to, and the link that led here works no more. */
export async function reassignInvited(
  parts: Parts,
  text: string,
  words: ContactWords & { address: NonNullable<ContactWords['address']> },
): Promise<void> {
  const { row, campaign } = await findInvited(parts, text)
  const { invitation } = row
  if (words.address.toLowerCase() === row.contact?.address?.toLowerCase()) {
    throw new Refusal('field-invalid', 'This is the address that the email came to. Give the other person’s', 'email')
  }
  const contact = draftContact(parts, invitation.body, words, 'reply')
  const where = isUnchangedInvitation(invitation)
  const round = { template: 'invitation', remindersOf: () => row.facts.reminders, anew: true } as const
  const [kept] = await write(parts.db, [
    insertContact(parts.db, contact, where),
    endContacts(parts.db, invitation.body, contact.id, { at: contact.since, where }),
    updateInvitation(parts.db, invitation.id, { contact: contact.id }, where),
    ...(await draftInvitations(parts, campaign, [{ ...row, contact }], round)),
  ])
  if (kept?.rowsAffected !== 1) throw overtaken()
}

/** What a sign-up begins with. */
function beginning({ row, edition, signable }: Invited): SignUp['draft'] {
  if (!signable) {
    throw new Refusal('edition-not-signable', 'This edition cannot be signed today. Try again later, or write to us.')
  }
  const [text, another] = edition.texts
  return {
    body: { registered: row.invitation.body },
    // Which language somebody reads is for them to say.
    editions: text && !another ? [{ edition: edition.id, language: text.language }] : [],
    signatories: [],
  }
}
