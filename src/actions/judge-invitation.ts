import type { Kind } from '../core/body-kind.ts'
import { progressOf, type Progress } from '../core/campaign.ts'
import type { FullDay } from '../core/day.ts'
import { errandOf, type Errand } from '../core/errand.ts'
import type { Campaign, FactGroup, InvitationRow } from '../storage/read/campaigns.ts'

/** Where an invitation stands, and what is to be done next. */
export type Judgement = { progress: Progress; errand: Errand }

/** Invitations of which the same is known, and where that puts them. */
export type JudgedGroup = FactGroup & Judgement

/** A body of a campaign, where it stands and what is to be done next. */
export type ToldInvitation = InvitationRow & Judgement

/** Bodies of a campaign, each with where it stands on a day. */
export function judgeRows(
  campaign: Pick<Campaign, 'chase'>,
  rows: readonly InvitationRow[],
  today: FullDay,
): readonly ToldInvitation[] {
  return rows.map((row) => ({ ...row, ...judge(campaign, row, today) }))
}

/** Which of a campaign's bodies are asked for. */
export type Sought = { progress?: Progress | undefined; errand?: Errand | undefined; kind?: Kind | undefined }

/** Whether a body of a kind that stands somewhere is asked for. */
export function isSought({ progress, errand, kind }: Sought, one: Judgement & { kind: Kind }): boolean {
  return (!progress || one.progress === progress) && (!errand || one.errand === errand) && (!kind || one.kind === kind)
}

/** Where something that is known of an invitation puts it on a day. */
export function judge(
  { chase }: Pick<Campaign, 'chase'>,
  { facts, look }: Pick<FactGroup, 'facts' | 'look'>,
  today: FullDay,
): Judgement {
  return { progress: progressOf(facts, chase, today), errand: errandOf(facts, look, chase, today) }
}
