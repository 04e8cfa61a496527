import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kinds, type Kind } from '../../src/core/body-kind.ts'
import { assurePlan, firstWaves, usualChase, waveOf, type CampaignPlan } from '../../src/core/campaign-plan.ts'
import { daysFrom, parseFullDay } from '../../src/core/day.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { idOf } from './given.ts'
import { anyDay } from './invitation-facts.ts'

const plan: CampaignPlan = {
  name: 'Renewal 2026',
  fromEdition: idOf(1),
  toEdition: idOf(2),
  opensOn: parseFullDay('2026-03-01'),
  targetOn: parseFullDay('2026-06-01'),
  closesOn: parseFullDay('2026-06-01'),
  target: null,
}

/** The fields that a plan is blamed for. */
function blamed(change: Partial<CampaignPlan>, cohort = 10): readonly string[] {
  try {
    assurePlan({ ...plan, ...change }, cohort)
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.fields.map(({ field }) => field)
  }
}

describe('a plan', () => {
  it.each<[string, Partial<CampaignPlan>]>([
    ['without a target', {}],
    ['for everybody on the register', { fromEdition: null }],
    ['whose target is a day after it opens', { targetOn: parseFullDay('2026-03-02') }],
    ['that asks for one', { target: 1 }],
    ['that asks for all', { target: 10 }],
  ])('%s holds', (_what, change) => expect(blamed(change)).toEqual([]))

  it.each<[string, Partial<CampaignPlan>, readonly string[]]>([
    ['from an edition to itself', { fromEdition: plan.toEdition }, ['to']],
    ['whose target is on its first day', { targetOn: plan.opensOn }, ['reach-day']],
    ['that closes the day before its target', { closesOn: parseFullDay('2026-05-31') }, ['closes-day']],
    ['that asks for none', { target: 0 }, ['target']],
    ['that asks for one more than there are', { target: 11 }, ['target']],
    [
      'in which all is wrong',
      {
        fromEdition: plan.toEdition,
        targetOn: parseFullDay('2026-02-01'),
        closesOn: parseFullDay('2026-01-01'),
        target: -1,
      },
      ['to', 'reach-day', 'closes-day', 'target'],
    ],
  ])('%s is refused, by every field that is wrong', (_what, change, fields) => expect(blamed(change)).toEqual(fields))

  it('asks for a number that whoever is invited can reach, and for no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 30 }), fc.integer({ min: 0, max: 20 }), (target, cohort) => {
        expect(blamed({ target }, cohort).length === 0).toBe(target >= 1 && target <= cohort)
      }),
    )
  })
})

describe('the waves that a campaign begins with', () => {
  it('have every kind of body in one of them, and come two weeks apart from the first day on', () => {
    fc.assert(
      fc.property(anyDay, (opensOn) => {
        const waves = firstWaves(opensOn)
        expect(waves.flatMap((wave) => wave.kinds).toSorted()).toEqual(kinds.toSorted())
        expect(waves.map(({ number }) => number)).toEqual([1, 2, 3])
        expect(waves.map(({ onDay }) => daysFrom(opensOn, onDay))).toEqual([0, 14, 28])
      }),
    )
  })

  it('begin with public bodies, and bring those that others follow before everybody else', () => {
    const waves = firstWaves(plan.opensOn)
    const first: Kind[] = ['town-or-parish-council', 'nhs-body', 'infrastructure-body', 'registered-charity']
    expect(first.map((kind) => waveOf(kind, waves))).toEqual([1, 1, 2, 3])
  })
})

describe('the wave of a kind', () => {
  it('is the one that names it, else the last, and the first where there are none', () => {
    const places = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: kinds.length, maxLength: kinds.length })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), places, fc.constantFrom(...kinds), (count, placed, kind) => {
        const waves = Array.from({ length: count }, (_, n) => {
          return { number: n + 1, kinds: kinds.filter((_kind, at) => placed[at] === n + 1) }
        })
        const place = placed[kinds.indexOf(kind)] ?? 0
        expect(waveOf(kind, waves)).toBe(place >= 1 && place <= count ? place : count)
      }),
    )
    expect(waveOf('nhs-body', [])).toBe(1)
  })
})

it('reminders come later and later', () => {
  const gaps = usualChase.map((days, n) => days - (usualChase[n - 1] ?? 0))
  expect(gaps).toEqual(gaps.toSorted((a, b) => a - b))
  expect(gaps.every((gap) => gap > 0)).toBe(true)
})
