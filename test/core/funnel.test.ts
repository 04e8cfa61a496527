import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kinds } from '../../src/core/body-kind.ts'
import { progresses } from '../../src/core/campaign.ts'
import { countProgress, funnelOf, outcomes, outcomesByKind, type ProgressCounts } from '../../src/core/funnel.ts'

const counts: fc.Arbitrary<ProgressCounts> = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), progress: fc.constantFrom(...progresses), count: fc.nat(500) }),
)
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const asked = (all: ProgressCounts) =>
  sum(all.filter(({ progress }) => progress !== 'left-out').map(({ count }) => count))

describe('the steps to a signing', () => {
  it('count those who have come at least so far', () => {
    const kind = 'nhs-body'
    const all: ProgressCounts = [
      { kind, progress: 'left-out', count: 1000 },
      { kind, progress: 'not-sent', count: 1 },
      { kind, progress: 'bounced', count: 10 },
      { kind, progress: 'declined', count: 20 },
      { kind, progress: 'at-board', count: 100 },
      { kind, progress: 'awaiting-check', count: 200 },
      { kind, progress: 'signed', count: 400 },
    ]
    expect(funnelOf(all).map(({ count }) => count)).toEqual([731, 730, 700, 600, 400])
  })

  it('never have more than the step before, and begin with all who are asked', () => {
    fc.assert(
      fc.property(counts, (all) => {
        const steps = funnelOf(all).map(({ count }) => count)
        expect(steps[0]).toBe(asked(all))
        expect(steps).toEqual(steps.toSorted((a, b) => b - a))
      }),
    )
  })
})

it('by kind, everybody who is asked is counted once, and the largest kind comes first', () => {
  fc.assert(
    fc.property(counts, (all) => {
      const rows = outcomesByKind(all)
      expect(sum(rows.map(({ total }) => total))).toBe(asked(all))
      for (const row of rows) expect(sum(outcomes.map((outcome) => row[outcome]))).toBe(row.total)
      expect(rows.map(({ total }) => total)).toEqual(rows.map(({ total }) => total).toSorted((a, b) => b - a))
      expect(sum(countProgress(all).map(({ count }) => count))).toBe(sum(all.map(({ count }) => count)))
    }),
  )
})
