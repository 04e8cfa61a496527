import { kinds, sectorOf, type Kind } from './body-kind.ts'
import type { Chase } from './campaign.ts'
import { addDays, type FullDay, type Instant } from './day.ts'
import { Refusal, type Mistake } from './refusal.ts'
import type { Uuid } from './uuid.ts'

/** What a coordinator says of a campaign as it begins. */
export type CampaignPlan = {
  name: string
  /** Whoever has signed it is invited; without one, every body on the register. */
  fromEdition: Uuid | null
  toEdition: Uuid
  opensOn: FullDay
  targetOn: FullDay
  closesOn: FullDay
  /** How many bodies should have signed by the day of the target; without it, all of them. */
  target: number | null
}

/** A part of a campaign that is sent at one time: the kinds of body in it, and the day it is planned for. */
export type PlannedWave = { number: number; name: string; kinds: readonly Kind[]; onDay: FullDay }

/** The days after the first mail on which a body is reminded: 7, 21 and 42, then the telephone. */
export const usualChase: Chase = [7, 21, 42]

const anchors: readonly Kind[] = ['infrastructure-body', 'assembly', 'partnership', 'national-body']

/** Refuses days in a wrong order, and a target that so many bodies cannot reach. */
export function assurePlan(plan: CampaignPlan, cohort: number): void {
  const { opensOn, targetOn, closesOn, target, fromEdition, toEdition } = plan
  const mistakes: Mistake[] = []
  if (fromEdition === toEdition) mistakes.push({ field: 'to', words: 'Choose another edition than the one signed' })
  if (targetOn <= opensOn) mistakes.push({ field: 'reach-day', words: 'The target has to be after the first day' })
  if (closesOn < targetOn) mistakes.push({ field: 'closes-day', words: 'The last day cannot be before the target' })
  if (target !== null && (target < 1 || target > cohort)) {
    mistakes.push({ field: 'target', words: `Enter a number from 1 to ${cohort}: so many organisations are invited` })
  }
  if (mistakes.length > 0) throw new Refusal('field-invalid', 'Some answers need another look.', mistakes)
}

/** The waves that a campaign begins with, two weeks apart: public bodies, those that others follow, everybody else. */
export function firstWaves(opensOn: FullDay): readonly PlannedWave[] {
  const publicBodies = kinds.filter((kind) => sectorOf(kind) === 'public-sector' && !anchors.includes(kind))
  const others = kinds.filter((kind) => sectorOf(kind) === 'vcs' && !anchors.includes(kind))
  return [
    { name: 'Public bodies', kinds: publicBodies },
    { name: 'Umbrella bodies and partnerships', kinds: anchors },
    { name: 'Everybody else', kinds: others },
  ].map((wave, n) => ({ ...wave, number: n + 1, onDay: addDays(opensOn, 14 * n) }))
}

/** The number of the wave that a kind of body is in: the last one where none names it. */
export function waveOf(kind: Kind, waves: readonly Pick<PlannedWave, 'number' | 'kinds'>[]): number {
  return waves.find((wave) => wave.kinds.includes(kind))?.number ?? waves.at(-1)?.number ?? 1
}

/**
 * The number of the wave that a body goes into which joins a campaign under way: that of its kind; where that has been sent,
 * one for late comers, which names no kind and has not; where there is none, the next number, of a new one.
 */
export function waveToJoin(
  kind: Kind,
  waves: readonly (Pick<PlannedWave, 'number' | 'kinds'> & { sentAt: Instant | null })[],
): number {
  const unsent = waves.filter(({ sentAt }) => sentAt === null)
  const fitting =
    unsent.find(({ kinds: own }) => own.includes(kind)) ?? unsent.find(({ kinds: own }) => own.length === 0)
  return fitting?.number ?? Math.max(0, ...waves.map(({ number }) => number)) + 1
}

/** The wave of those who join when every other has been sent. */
export function lateWave(number: number, onDay: FullDay): PlannedWave {
  return { number, name: 'Joined later', kinds: [], onDay }
}
