import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { progressOf, reminderDue, type InvitationFacts } from '../../src/core/campaign.ts'
import { errandOf, type Errand, type Look } from '../../src/core/errand.ts'
import { anyDay, anyFacts, chase, day, invited, untouched } from './invitation-facts.ts'

const seen: Look = { checked: true, reachable: true }
const anyLook = fc.record({ checked: fc.boolean(), reachable: fc.boolean() })

describe('what to do next', () => {
  it.each<[Errand, string, Look]>([
    ['check-body', 'nobody has looked at it', { checked: false, reachable: false }],
    ['check-body', 'a contact is known, and nobody has looked at it', { checked: false, reachable: true }],
    ['repair-contact', 'there is nobody to write to', { checked: true, reachable: false }],
    ['send-wave', 'there is somebody to write to', seen],
  ])('is %s where %s', (errand, _when, look) => {
    expect(errandOf(untouched, look, chase, day(0))).toBe(errand)
  })

  it.each<[Errand, string, Partial<InvitationFacts>, number]>([
    ['wait', 'it was written to', {}, 6],
    ['wait', 'it has had its last reminder a week ago', { reminders: 3, lastMailOn: day(42) }, 49],
    ['call', 'it has had it longer ago', { reminders: 3, lastMailOn: day(42) }, 50],
    ['wait', 'it has started', { started: true }, 30],
    ['call', 'it has started, and reminders have not helped', { started: true, reminders: 3 }, 8],
    ['call', 'it wants no more mail', { stopped: true }, 4],
    ['repair-contact', 'its mail came back', { bounced: true }, 2],
    ['repair-contact', 'it has started, and a reminder came back', { started: true, bounced: true }, 8],
    ['wait', 'its board has it before it', { boardOn: day(60), bounced: true }, 60],
    ['wait', 'one of two has signed', { signing: 'some' }, 100],
    ['check-sign-up', 'everybody has signed', { signing: 'everybody' }, 100],
    ['nothing', 'it has signed', { signed: true, stopped: true }, 100],
    ['nothing', 'it has declined', { declined: true, bounced: true }, 100],
    ['nothing', 'it is left out', { leftOut: 'by-hand' }, 100],
  ])('is %s where %s', (errand, _when, change, on) => {
    expect(errandOf({ ...invited, ...change }, seen, chase, day(on))).toBe(errand)
  })

  it('is never to write to, or to call, whoever is done with it', () => {
    fc.assert(
      fc.property(anyFacts, anyLook, anyDay, (facts, look, today) => {
        const done = facts.signed || facts.leftOut !== null || facts.declined
        expect(errandOf(facts, look, chase, today) === 'nothing').toBe(done)
      }),
    )
  })

  it('does not ask whether somebody looked once the first mail is written', () => {
    fc.assert(
      fc.property(anyFacts, anyLook, anyDay, (facts, look, today) => {
        fc.pre(progressOf(facts, chase, today) !== 'not-sent')
        expect(errandOf(facts, look, chase, today)).toBe(errandOf(facts, seen, chase, today))
      }),
    )
  })

  it('is to wait while a reminder is still to come, unless mail comes back', () => {
    const open = {
      signed: false,
      leftOut: null,
      declined: false,
      signing: null,
      bounced: false,
      invitedOn: day(0),
    }
    fc.assert(
      fc.property(anyFacts, anyDay, (any, today) => {
        const facts = { ...any, ...open }
        fc.pre(reminderDue(facts, chase, today) !== undefined)
        expect(errandOf(facts, seen, chase, today)).toBe('wait')
      }),
    )
  })

  it('becomes a call within a week and a day of the last reminder, whenever the clock ran', () => {
    const running = fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 60 })
    fc.assert(
      fc.property(running, fc.boolean(), (days, started) => {
        let facts: InvitationFacts = { ...invited, started }
        let last = 0
        for (const offset of [...days.toSorted((a, b) => a - b), 121]) {
          const due = reminderDue(facts, chase, day(offset))
          if (due === undefined) continue
          facts = { ...facts, reminders: due, lastMailOn: day(offset) }
          last = offset
        }
        expect(errandOf(facts, seen, chase, day(last + 7))).toBe('wait')
        expect(errandOf(facts, seen, chase, day(last + 8))).toBe('call')
      }),
    )
  })
})
