import type { FullDay, Instant } from '../core/day.ts'
import { formatDayWords, londonDay, nextDay, startOfLondonDay } from '../core/day.ts'
import type { MailLanguage, Said } from '../core/mail-language.ts'
import { sayIn, type Filled } from '../mail/words.ts'
import { write, type Statement } from '../storage/database.ts'
import type { Campaign, CampaignOn, Contact, InvitationRow } from '../storage/read/campaigns.ts'
import { listEditions, nameOfEdition } from '../storage/read/editions.ts'
import { findRegister } from '../storage/read/register.ts'
import { insertInvitationMails, type InvitationMail } from '../storage/write/campaigns.ts'
import { now, stamp, type Parts } from './parts.ts'

/** How many mails are written in one batch: nobody waits long behind it. */
const atOnce = 500

/** A campaign as it is today. */
export function today(
  parts: Parts,
  { id, toEdition }: Pick<Campaign, 'id' | 'toEdition'>,
): CampaignOn & { at: Instant; today: FullDay } {
  const at = now(parts)
  return { id, toEdition, at, today: londonDay(at) }
}

/** Whether there is somebody at a body to whom a mail can go. */
export function isReachable(contact: Contact | null): contact is Contact & { address: string } {
  return contact !== null && contact.address !== null && contact.bouncedAt === null && contact.endedAt === null
}

/** Which mail each body gets, how many reminders that makes, and whether its link is a new one. */
export type Round = { remindersOf: (row: InvitationRow) => number; anew: boolean } & (
  | { template: 'invitation' | 'reminder' }
  /** What its signing of the edition before is called, and until when it counts. */
  | { template: 'lapse'; lapse: { before: string; ends: Said } }
)

/** Writes a mail to each of some bodies, where nothing has changed since they were read. Gives back how many were written. */
export async function writeInvitations(
  parts: Parts,
  campaign: Campaign,
  rows: readonly InvitationRow[],
  round: Round,
): Promise<number> {
  const drawn = await drawLetters(parts, campaign, rows, round)
  let written = 0
  for (let n = 0; n < drawn.letters.length; n += atOnce) {
    const [mails] = await write(
      parts.db,
      statementsOf(parts, { ...drawn, letters: drawn.letters.slice(n, n + atOnce) }),
    )
    written += mails?.rowsAffected ?? 0
  }
  return written
}

/** The statements that write them, for the batch of the change they tell of. */
export async function draftInvitations(
  parts: Parts,
  campaign: Campaign,
  rows: readonly InvitationRow[],
  round: Round,
): Promise<readonly Statement[]> {
  return statementsOf(parts, await drawLetters(parts, campaign, rows, round))
}

type Drawn = { on: ReturnType<typeof today>; letters: readonly InvitationMail[]; expiresAt: Instant }

function statementsOf({ db }: Parts, { on, letters, expiresAt }: Drawn): readonly Statement[] {
  return insertInvitationMails(db, on, letters, { at: on.at, expiresAt })
}

async function drawLetters(
  parts: Parts,
  campaign: Campaign,
  rows: readonly InvitationRow[],
  round: Round,
): Promise<Drawn> {
  const on = today(parts, campaign)
  const register = (await findRegister(parts.db))?.name ?? ''
  const said = {
    register,
    edition: nameOfEdition(await listEditions(parts.db), campaign.toEdition),
    until: (language: MailLanguage) => formatDayWords(campaign.closesOn, language),
    contact: parts.local.contact,
  }
  const made = stamp(parts)
  const letters = rows.flatMap((row): readonly InvitationMail[] => {
    const { invitation, contact, body, known } = row
    if (!isReachable(contact)) return []
    const { id, name, address, language } = contact
    const { template, slots } = fill(round, { ...said, name, body: body.name })
    const where = { invitation: invitation.id, known, contact: id, address, language }
    const { remindersOf, anew } = round
    return [{ ...where, template, slots: sayIn(language, slots), mail: made.id(), reminders: remindersOf(row), anew }]
  })
  return { on, letters, expiresAt: startOfLondonDay(nextDay(campaign.closesOn)) }
}

function fill(round: Round, slots: Extract<Filled, { template: 'invitation' }>['slots']): Filled {
  if (round.template === 'lapse') return { template: round.template, slots: { ...slots, ...round.lapse } }
  return { template: round.template, slots }
}
