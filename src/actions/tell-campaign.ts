import type { Kind } from '../core/body-kind.ts'
import { progresses, type Progress } from '../core/campaign.ts'
import { errands, type Errand } from '../core/errand.ts'
import {
  idsOf,
  listInvitationsById,
  listPlannedBy,
  listWaves,
  type Campaign,
  type Wave,
} from '../storage/read/campaigns.ts'
import { countBodies } from './count-campaign.ts'
import { today } from './invitation-mails.ts'
import { isSought, judgeRows, type JudgedGroup, type Sought, type ToldInvitation } from './judge-invitation.ts'
import type { Parts } from './parts.ts'

/** A wave, how many bodies it has, and what those wait for who were not written to. */
export type ToldWave = Wave & { bodies: number; toCheck: number; toRepair: number; toSend: number }

/** How far a campaign has come: its bodies by where they stand, by what is to be done next, and wave by wave. */
export type ToldCampaign = {
  campaign: Campaign
  total: number
  progresses: readonly { progress: Progress; count: number }[]
  errands: readonly { errand: Errand; count: number }[]
  waves: readonly ToldWave[]
  /** How many bodies of each kind there are. */
  kinds: readonly { kind: Kind; count: number }[]
}

/** Bodies counted, few rows however many they are; the law says of each group where it stands. */
export async function tellCampaign(parts: Parts, campaign: Campaign): Promise<ToldCampaign> {
  const groups = await countBodies(parts, campaign)
  const countOf = (wanted: (group: JudgedGroup) => boolean) => sizeOf(groups.filter(wanted))
  const waves = (await listWaves(parts.db, campaign.id)).map((wave) => {
    const own = (wanted: (group: JudgedGroup) => boolean) => countOf((one) => one.wave === wave.number && wanted(one))
    const unsent = (errand: Errand) => own((one) => one.progress === 'not-sent' && one.errand === errand)
    const waiting = { toCheck: unsent('check-body'), toRepair: unsent('repair-contact'), toSend: unsent('send-wave') }
    return { ...wave, bodies: own(() => true), ...waiting }
  })
  return {
    campaign,
    total: countOf(() => true),
    progresses: progresses.map((progress) => ({ progress, count: countOf((one) => one.progress === progress) })),
    errands: errands.map((errand) => ({ errand, count: countOf((one) => one.errand === errand) })),
    waves,
    kinds: [...new Set(groups.map(({ kind }) => kind))].map((kind) => {
      return { kind, count: countOf((one) => one.kind === kind) }
    }),
  }
}

/** The bodies of a campaign that are sought, by name, a page of them, and how many there are. */
export async function listSought(
  parts: Parts,
  campaign: Campaign,
  sought: Sought,
  place: Place,
): Promise<{ rows: readonly ToldInvitation[]; total: number }> {
  const groups = (await countBodies(parts, campaign)).filter((one) => isSought(sought, one))
  return { rows: await listOf(parts, campaign, groups, place), total: sizeOf(groups) }
}

/** What there is to do about a campaign, errand by errand: how many bodies, and the first of them by name. */
export async function listErrands<const Wanted extends Errand>(
  parts: Parts,
  campaign: Campaign,
  wanted: readonly Wanted[],
  most: number,
): Promise<readonly { errand: Wanted; total: number; rows: readonly ToldInvitation[] }[]> {
  const groups = await countBodies(parts, campaign)
  return Promise.all(
    wanted.map(async (errand) => {
      const own = groups.filter((one) => one.errand === errand)
      return { errand, total: sizeOf(own), rows: await listOf(parts, campaign, own, { limit: most, offset: 0 }) }
    }),
  )
}

/** The bodies of a campaign about which somebody said that they would do something by today. */
export async function listStepsDue(parts: Parts, campaign: Campaign): Promise<readonly ToldInvitation[]> {
  const on = today(parts, campaign)
  const rows = await listPlannedBy(parts.db, on)
  return judgeRows(campaign, rows, on.today).filter(({ errand }) => errand !== 'nothing')
}

type Place = { limit: number; offset: number }

async function listOf(parts: Parts, campaign: Campaign, groups: readonly JudgedGroup[], { limit, offset }: Place) {
  const on = today(parts, campaign)
  const rows = await listInvitationsById(parts.db, on, idsOf(groups).slice(offset, offset + limit))
  return judgeRows(campaign, rows, on.today)
}

function sizeOf(groups: readonly JudgedGroup[]): number {
  return groups.reduce((sum, { invitations }) => sum + invitations.length, 0)
}
