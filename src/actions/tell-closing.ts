import { sectors, type Sector } from '../core/body-kind.ts'
import { progressOf, type Progress } from '../core/campaign.ts'
import { formatDayWords, nextDay, type FullDay } from '../core/day.ts'
import type { Uuid } from '../core/uuid.ts'
import { listBodiesWhere } from '../storage/read/bodies.ts'
import { listInvitations, type Campaign } from '../storage/read/campaigns.ts'
import { editionName, listEditions, nameOfEdition } from '../storage/read/editions.ts'
import { listStood } from '../storage/read/standings.ts'
import { today } from './invitation-mails.ts'
import type { Parts } from './parts.ts'
import { requireCampaign } from './send-wave.ts'

/** What a campaign came to: who has signed, who has not, and what follows for them. */
export type ClosingTold = {
  campaign: Campaign
  edition: string
  today: FullDay
  asked: number
  /** Every body whose signing of the edition is in force, whether or not it was in the campaign; by sector and name. */
  signatories: Readonly<Record<Sector, readonly string[]>>
  signed: number
  unsigned: readonly { invitation: Uuid; body: string; progress: Progress }[]
  leftOut: number
  /** From when on signings of the edition before count no more. */
  lapse: { edition: string; on: FullDay } | undefined
}

/** What a campaign has come to by today. Nothing is closed by that: signings lapse by their edition's own days. */
export async function tellClosing(parts: Parts, id: Uuid): Promise<ClosingTold> {
  const { db } = parts
  const campaign = await requireCampaign(parts, id)
  const on = today(parts, campaign)
  const [rows, editions, stood, bodies] = await Promise.all([
    listInvitations(db, on),
    listEditions(db),
    listStood(db, undefined, on.today),
    listBodiesWhere(db, undefined),
  ])
  const nameOf = new Map(bodies.map((one) => [one.id, one.name]))
  const next = editions.find((one) => one.id === campaign.toEdition)
  const before = editions.find((one) => one.id === campaign.fromEdition && next?.replaces.includes(one.id))
  const inForce = stood.filter(({ edition, standing }) => edition === campaign.toEdition && standing === 'in-force')
  const named = (sector: Sector) =>
    inForce
      .filter((one) => one.sector === sector)
      .map(({ body }) => nameOf.get(body) ?? '')
      .toSorted((a, b) => a.localeCompare(b, 'en'))
  const placed = rows.map(({ invitation, body, facts }) => {
    return { invitation: invitation.id, body: body.name, progress: progressOf(facts, campaign.chase, on.today) }
  })
  const leftOut = placed.filter(({ progress }) => progress === 'left-out').length
  const signed = placed.filter(({ progress }) => progress === 'signed').length
  return {
    campaign,
    edition: nameOfEdition(editions, campaign.toEdition),
    today: on.today,
    asked: placed.length - leftOut,
    signatories: { 'public-sector': named('public-sector'), vcs: named('vcs') },
    signed,
    unsigned: placed.filter(({ progress }) => progress !== 'signed' && progress !== 'left-out'),
    leftOut,
    lapse:
      before && next?.transitionEnds ? { edition: editionName(before), on: nextDay(next.transitionEnds) } : undefined,
  }
}

/** The list for the press: public facts alone, as plain text. */
export async function writePressList(parts: Parts, id: Uuid): Promise<string> {
  const { edition, today: day, signatories } = await tellClosing(parts, id)
  const lists = sectors.flatMap((sector) => {
    const names = signatories[sector]
    return names.length > 0 ? [`${parts.local.sectors[sector]} (${names.length})`, '', ...names, ''] : []
  })
  return [
    `Organisations that have signed the ${edition}, in force on ${formatDayWords(day)}`,
    '',
    ...lists,
    `Everybody can check this list: ${parts.address}/signatories`,
    'It records signings. It does not certify that an organisation keeps its promises.',
    `Questions: ${parts.local.contact}`,
    '',
  ].join('\n')
}
