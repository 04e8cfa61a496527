import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backupsToKeep } from '../../src/core/backup-rule.ts'
import { addSeconds, millisecondsOf, parseInstant, type Instant } from '../../src/core/day.ts'

const hour = 3600
const day = 24 * hour
const now = parseInstant('2026-03-04T10:15:00Z')

/** What is left of copies that were made every hour, and looked through each time, until now. */
function afterHours(hours: number, days: number): readonly Instant[] {
  let kept: readonly Instant[] = []
  for (let ago = hours; ago >= 0; ago -= 1) {
    const at = addSeconds(now, -ago * hour)
    kept = [...backupsToKeep([...kept, at], at, days)]
  }
  return kept.toSorted()
}

const ageInHours = (at: Instant) => (millisecondsOf(now) - millisecondsOf(at)) / 1000 / hour

describe('of copies made every hour for three months', () => {
  const ages = afterHours(90 * 24, 30).map(ageInHours)

  it('those of a day are kept, one a day of a week, and one a week until they are too old', () => {
    expect(ages.filter((age) => age < 24)).toHaveLength(24)
    expect(ages.filter((age) => age >= 24 && age < 7 * 24)).toHaveLength(6)
    expect(ages.filter((age) => age >= 7 * 24)).toHaveLength(3)
  })

  it('none is so old when it is looked at again', () => {
    expect(Math.max(...ages)).toBeLessThan(30 * 24 - 1)
  })
})

it('where none may be kept, none is, and of one day there is not yet a whole one', () => {
  expect([afterHours(50, 0), afterHours(50, 1).length]).toEqual([[], 23])
})

const instants = fc.array(
  fc.integer({ min: 0, max: 400 * day }).map((ago) => addSeconds(now, -ago)),
  { maxLength: 60 },
)
const setting = fc.integer({ min: 0, max: 365 })

it('of whatever copies, what is kept is among them and young enough, and the newest young one is kept', () => {
  fc.assert(
    fc.property(instants, setting, (made, days) => {
      const young = made.filter((at) => at > addSeconds(now, hour - days * day)).toSorted()
      const kept = [...backupsToKeep(made, now, days)]
      expect(young).toEqual(expect.arrayContaining(kept))
      expect(kept.toSorted().at(-1)).toBe(young.at(-1))
    }),
  )
})

it('looking through them a second time takes nothing more away', () => {
  fc.assert(
    fc.property(instants, setting, (made, days) => {
      const kept = backupsToKeep(made, now, days)
      expect(backupsToKeep([...kept], now, days)).toEqual(kept)
    }),
  )
})
