import { sectorOf, type Kind, type Sector } from './body-kind.ts'
import { progresses, type Progress } from './campaign.ts'

/** How many bodies of a kind stand where. */
export type ProgressCounts = readonly { readonly kind: Kind; readonly progress: Progress; readonly count: number }[]

/** How far a body has come, each step after the one before: all whom the campaign asks, down to those on the register. */
export const steps = ['asked', 'written-to', 'started', 'signed-by-its-people', 'signed'] as const
export type Step = (typeof steps)[number]

/** How many steps a body has taken that stands somewhere. One that declined had been written to, and no more is said of it. */
const stepsTaken = {
  'left-out': 0,
  'not-sent': 1,
  sent: 2,
  delivered: 2,
  bounced: 2,
  'no-reply': 2,
  declined: 2,
  started: 3,
  'at-board': 3,
  'one-of-two': 3,
  'awaiting-check': 4,
  signed: 5,
} as const satisfies Record<Progress, number>

/** How many bodies have come at least as far as each step: never more than before it. */
export function funnelOf(all: ProgressCounts): readonly { readonly step: Step; readonly count: number }[] {
  return steps.map((step, n) => ({ step, count: countWhere(all, (progress) => stepsTaken[progress] > n) }))
}

/** What a campaign has come to with a body, in four: signed, on the way, unanswered, declined. */
export const outcomes = ['signed', 'under-way', 'unanswered', 'declined'] as const
export type Outcome = (typeof outcomes)[number]

const outcomeOf = {
  'not-sent': 'unanswered',
  sent: 'unanswered',
  delivered: 'unanswered',
  bounced: 'unanswered',
  'no-reply': 'unanswered',
  declined: 'declined',
  started: 'under-way',
  'at-board': 'under-way',
  'one-of-two': 'under-way',
  'awaiting-check': 'under-way',
  signed: 'signed',
} as const satisfies Record<Exclude<Progress, 'left-out'>, Outcome>

/** The bodies of one kind whom a campaign asks, by what it has come to with them. */
export type KindOutcomes = { readonly kind: Kind; readonly sector: Sector; readonly total: number } & Readonly<
  Record<Outcome, number>
>

/** Every kind that is asked, the largest first, and of two as large in the order of their names. */
export function outcomesByKind(all: ProgressCounts): readonly KindOutcomes[] {
  const asked = all.filter(({ progress }) => progress !== 'left-out')
  const kinds = [...Map.groupBy(asked, ({ kind }) => kind)].map(([kind, own]) => {
    const count = (outcome: Outcome) =>
      countWhere(own, (progress) => progress !== 'left-out' && outcomeOf[progress] === outcome)
    return {
      kind,
      sector: sectorOf(kind),
      total: countWhere(own, () => true),
      signed: count('signed'),
      'under-way': count('under-way'),
      unanswered: count('unanswered'),
      declined: count('declined'),
    }
  })
  return kinds.toSorted((a, b) => b.total - a.total || (a.kind < b.kind ? -1 : 1))
}

/** How many bodies stand at each place, from the first to the last. */
export function countProgress(all: ProgressCounts): readonly { readonly progress: Progress; readonly count: number }[] {
  return progresses.toReversed().map((progress) => ({ progress, count: countWhere(all, (one) => one === progress) }))
}

function countWhere(all: ProgressCounts, where: (progress: Progress) => boolean): number {
  return all.reduce((sum, { progress, count }) => sum + (where(progress) ? count : 0), 0)
}
