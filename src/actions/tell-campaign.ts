import type { Kind } from '../core/body-kind.ts'
import { progresses, progressOf, type Progress } from '../core/campaign.ts'
import { errandOf, errands, type Errand } from '../core/errand.ts'
import {
  listInvitations,
  listPlannedBy,
  listWaves,
  type Campaign,
  type FactGroup,
  type InvitationRow,
  type Wave,
} from '../storage/read/campaigns.ts'
import { countFacts } from './count-campaign.ts'
import { today } from './invitation-mails.ts'
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
  const groups = await judgeGroups(parts, campaign)
  const countOf = (wanted: (group: Judged) => boolean) =>
    groups.reduce((sum, group) => (wanted(group) ? sum + group.count : sum), 0)
  const waves = (await listWaves(parts.db, campaign.id)).map((wave) => {
    const own = (wanted: (group: Judged) => boolean) => countOf((one) => one.wave === wave.number && wanted(one))
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
export type ToldInvitation = InvitationRow & { progress: Progress; errand: Errand }

/** The bodies of a campaign that are sought, by name, a page of them, and how many there are. */
export async function listSought(
  parts: Parts,
  campaign: Campaign,
  { progress, errand, kind }: Sought,
  place: { limit: number; offset: number },
): Promise<{ rows: readonly ToldInvitation[]; total: number }> {
  const groups = (await judgeGroups(parts, campaign)).filter(
    (one) =>
      (!progress || one.progress === progress) && (!errand || one.errand === errand) && (!kind || one.kind === kind),
  )
  const keys = progress || errand ? { keys: groups.map(({ key }) => key) } : {}
  const rows = await listInvitations(parts.db, today(parts, campaign), { ...keys, kind }, place)
  return {
    rows: rows.map((row) => ({ ...row, ...judge(parts, campaign, row) })),
    total: groups.reduce((sum, { count }) => sum + count, 0),
  }
}

/** What there is to do about a campaign, errand by errand: how many bodies, and the first of them by name. */
export async function listErrands<const Wanted extends Errand>(
  parts: Parts,
  campaign: Campaign,
  wanted: readonly Wanted[],
  most: number,
): Promise<readonly { errand: Wanted; total: number; rows: readonly InvitationRow[] }[]> {
  const groups = await judgeGroups(parts, campaign)
  return Promise.all(
    wanted.map(async (errand) => {
      const own = groups.filter((one) => one.errand === errand)
      const total = own.reduce((sum, { count }) => sum + count, 0)
      const keys = own.map(({ key }) => key)
      const page = { limit: most, offset: 0 }
      return {
        errand,
        total,
        rows: total === 0 ? [] : await listInvitations(parts.db, today(parts, campaign), { keys }, page),
      }
    }),
  )
}

/** The bodies of a campaign about which somebody said that they would do something by today. */
export async function listStepsDue(parts: Parts, campaign: Campaign): Promise<readonly ToldInvitation[]> {
  const rows = await listPlannedBy(parts.db, today(parts, campaign))
  return rows.map((row) => ({ ...row, ...judge(parts, campaign, row) })).filter(({ errand }) => errand !== 'nothing')
}

type Judged = FactGroup & Judgement
type Judgement = { progress: Progress; errand: Errand }

async function judgeGroups(parts: Parts, campaign: Campaign): Promise<readonly Judged[]> {
  const groups = await countFacts(parts, campaign)
  return groups.map((group) => ({ ...group, ...judge(parts, campaign, group) }))
}

/** Where something that is known of an invitation puts it today. */
export function judge(parts: Parts, campaign: Campaign, { facts, look }: Pick<FactGroup, 'facts' | 'look'>): Judgement {
  const on = today(parts, campaign).today
  const { chase } = campaign
  return { progress: progressOf(facts, chase, on), errand: errandOf(facts, look, chase, on) }
}
