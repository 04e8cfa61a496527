import type { Kind } from '../core/body-kind.ts'
import { progresses, type Progress } from '../core/campaign.ts'
import { errands, type Errand } from '../core/errand.ts'
import {
  listInvitationsById,
  listPlannedBy,
  listWaves,
  type Campaign,
  type InvitationRow,
  type Wave,
} from '../storage/read/campaigns.ts'
import { countBodies } from './count-campaign.ts'
import { today } from './invitation-mails.ts'
import { judge, type JudgedGroup, type Judgement } from './judge-invitation.ts'
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

/** Which of a campaign's bodies are asked for. */
export type Sought = { progress?: Progress | undefined; errand?: Errand | undefined; kind?: Kind | undefined }

/** A body of a campaign, where it stands and what is to be done next. */
export type ToldInvitation = InvitationRow & Judgement

/** The bodies of a campaign that are sought, by name, a page of them, and how many there are. */
export async function listSought(
  parts: Parts,
  campaign: Campaign,
  { progress, errand, kind }: Sought,
  place: Place,
): Promise<{ rows: readonly ToldInvitation[]; total: number }> {
  const groups = (await countBodies(parts, campaign)).filter(
    (one) =>
      (!progress || one.progress === progress) && (!errand || one.errand === errand) && (!kind || one.kind === kind),
  )
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
  return rows.map((row) => ({ ...row, ...judge(campaign, row, on.today) })).filter(({ errand }) => errand !== 'nothing')
}

type Place = { limit: number; offset: number }

async function listOf(parts: Parts, campaign: Campaign, groups: readonly JudgedGroup[], { limit, offset }: Place) {
  const on = today(parts, campaign)
  const all = groups.flatMap(({ invitations }) => invitations).toSorted((a, b) => a.place - b.place)
  const ids = all.slice(offset, offset + limit).map(({ id }) => id)
  const rows = await listInvitationsById(parts.db, on, ids)
  return rows.map((row) => ({ ...row, ...judge(campaign, row, on.today) }))
}

function sizeOf(groups: readonly JudgedGroup[]): number {
  return groups.reduce((sum, { invitations }) => sum + invitations.length, 0)
}
