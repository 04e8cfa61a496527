import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { progresses, progressOf, reminderDue, type InvitationFacts } from '../../src/core/campaign.ts'
import type { FullDay } from '../../src/core/day.ts'
import { anyDay, anyFacts, chase, day, invited } from './invitation-facts.ts'

describe('where an invitation stands', () => {
  it.each<[string, Partial<InvitationFacts>, number]>([
    ['not-sent', { invitedOn: null, lastMailOn: null }, 0],
    ['sent', {}, 0],
    ['delivered', { delivered: true }, 3],
    ['bounced', { delivered: true, bounced: true }, 3],
    ['started', { started: true, bounced: true }, 3],
    ['started', { started: true, signing: 'nobody' }, 3],
    ['at-board', { started: true, boardOn: day(30) }, 30],
    ['started', { started: true, boardOn: day(30) }, 31],
    ['one-of-two', { started: true, boardOn: day(30), signing: 'some' }, 3],
    ['awaiting-check', { started: true, signing: 'everybody' }, 3],
    ['declined', { started: true, declined: true }, 5],
    ['left-out', { leftOut: 'ended' }, 5],
    ['signed', { leftOut: 'by-hand', declined: true, signed: true }, 5],
    ['delivered', { delivered: true, reminders: 3, lastMailOn: day(42) }, 49],
    ['no-reply', { delivered: true, reminders: 3, lastMailOn: day(42) }, 50],
  ])('is %s', (progress, change, at) => {
    expect(progressOf({ ...invited, ...change }, chase, day(at))).toBe(progress)
  })

  it('is one of the list, whatever is known', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (known, today) => {
        expect(progresses).toContain(progressOf(known, chase, today))
      }),
    )
  })
})

describe('a reminder', () => {
  /** The days on which a body that never answers is written to again, where the clock runs on these days alone. */
  const remindedOn = (running: readonly number[], change: Partial<InvitationFacts> = {}) => {
    let known: InvitationFacts = { ...invited, ...change }
    return running.filter((offset) => {
      const due = reminderDue(known, chase, day(offset))
      if (due !== undefined) known = { ...known, reminders: due, lastMailOn: day(offset) }
      return due !== undefined
    })
  }
  const every = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n)

  it('comes after 7, 21 and 42 days, and then no more', () => {
    expect(remindedOn(every(0, 200))).toEqual([7, 21, 42])
  })

  it('is one where an outage has missed several', () => {
    expect(remindedOn([...every(0, 5), ...every(30, 200)])).toEqual([30, 42])
    expect(remindedOn([...every(0, 5), ...every(90, 200)])).toEqual([90])
  })

  it('waits for the board, and a week longer', () => {
    expect(remindedOn(every(0, 200), { boardOn: day(60) })).toEqual([67])
    expect(remindedOn(every(0, 200), { boardOn: day(10) })).toEqual([17, 24, 42])
  })

  it('goes to nobody who must not get one', () => {
    const quiet = ['signed', 'left-out', 'declined', 'awaiting-check', 'one-of-two', 'at-board', 'bounced', 'not-sent']
    fc.assert(
      fc.property(anyFacts, anyDay, (known, today: FullDay) => {
        if (reminderDue(known, chase, today) === undefined) return
        expect(known.stopped).toBe(false)
        expect(quiet).not.toContain(progressOf(known, chase, today))
      }),
    )
  })

  it('never comes twice, however often the clock runs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 60 }), (running) => {
        const days = remindedOn(running.toSorted((a, b) => a - b))
        expect(days.length).toBeLessThanOrEqual(chase.length)
        for (const [n, one] of days.entries()) expect(one - (days[n - 1] ?? 0)).toBeGreaterThanOrEqual(7)
      }),
    )
  })
})
