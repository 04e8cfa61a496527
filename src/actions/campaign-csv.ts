import { kindWords, sectorOf } from '../core/body-kind.ts'
import { progressOf } from '../core/campaign.ts'
import { progressWords } from '../core/progress-words.ts'
import type { Uuid } from '../core/uuid.ts'
import { formatCsv } from '../encoding/csv.ts'
import { listSigners } from '../storage/read/campaign-days.ts'
import { listInvitations, type Campaign } from '../storage/read/campaigns.ts'
import { listNamesAtDesk } from '../storage/read/register.ts'
import { today } from './invitation-mails.ts'
import type { Parts } from './parts.ts'
import { requireCampaign } from './send-wave.ts'

/** Everybody in a campaign with all that is known of them, as CSV (RFC 4180) that a spreadsheet opens safely. */
export async function writeCampaignCsv(parts: Parts, id: Uuid): Promise<string> {
  return formatCampaign(parts, await requireCampaign(parts, id))
}

/** The same of a campaign that has been found. */
export async function formatCampaign(parts: Parts, campaign: Campaign): Promise<string> {
  const { db } = parts
  const on = today(parts, campaign)
  const [rows, signers, names] = await Promise.all([
    listInvitations(db, on),
    listSigners(db, campaign.toEdition),
    listNamesAtDesk(db),
  ])
  const signingOf = new Map(signers.map((one) => [one.body, one]))
  const records = rows.map(({ invitation, facts, body, contact }) => {
    const signing = signingOf.get(invitation.body)
    const cells: Record<(typeof columns)[number], string | number | null | undefined> = {
      organisation: body.name,
      address: `${parts.address}/bodies/${body.slug}`,
      kind: kindWords[invitation.kind],
      sector: parts.local.sectors[sectorOf(invitation.kind)],
      wave: invitation.wave,
      stands: progressWords[progressOf(facts, campaign.chase, on.today)],
      'left out because': facts.leftOut,
      'checked at': invitation.checkedAt,
      'invited at': invitation.invitedAt,
      'last mail at': invitation.lastMailAt,
      reminders: invitation.reminders,
      'delivered at': invitation.deliveredAt,
      'bounced at': invitation.bouncedAt,
      'started at': invitation.startedAt,
      'board on': invitation.boardOn,
      'signed on': signing?.signedOn,
      reference: signing?.reference,
      'declined at': invitation.declinedAt,
      'reason given': invitation.declinedWords,
      'asked for no more mail at': invitation.stoppedAt,
      'called at': invitation.calledAt,
      contact: contact?.name,
      role: contact?.role,
      email: contact?.address,
      telephone: contact?.phone,
      language: contact?.language,
      owner: invitation.owner && names.get(invitation.owner),
      'next step': invitation.nextStep,
      'next on': invitation.nextOn,
    }
    return columns.map((column) => String(cells[column] ?? ''))
  })
  return formatCsv([columns, ...records])
}

const columns = [
  'organisation',
  'address',
  'kind',
  'sector',
  'wave',
  'stands',
  'left out because',
  'checked at',
  'invited at',
  'last mail at',
  'reminders',
  'delivered at',
  'bounced at',
  'started at',
  'board on',
  'signed on',
  'reference',
  'declined at',
  'reason given',
  'asked for no more mail at',
  'called at',
  'contact',
  'role',
  'email',
  'telephone',
  'language',
  'owner',
  'next step',
  'next on',
] as const
