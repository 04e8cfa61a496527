import fc from 'fast-check'
import { leftOuts, type InvitationFacts } from '../../src/core/campaign.ts'
import { addDays, parseFullDay, type FullDay } from '../../src/core/day.ts'

/** A day of a campaign, counted from the one on which it opens. */
export const day = (offset: number): FullDay => addDays(parseFullDay('2026-01-05'), offset)

/** The days on which a body is reminded. */
export const chase = [7, 21, 42]

/** What is known of a body that nobody has been written to. */
export const untouched: InvitationFacts = {
  leftOut: null,
  signed: false,
  declined: false,
  signing: null,
  boardOn: null,
  started: false,
  stopped: false,
  bounced: false,
  delivered: false,
  invitedOn: null,
  lastMailOn: null,
  reminders: 0,
}

/** What is known of one that was invited on the first day. */
export const invited: InvitationFacts = {
  ...untouched,
  invitedOn: day(0),
  lastMailOn: day(0),
}

const someDay = fc.option(fc.integer({ min: -30, max: 120 }).map(day))

/** Anything that may be known of an invitation. */
export const anyFacts: fc.Arbitrary<InvitationFacts> = fc.record({
  leftOut: fc.option(fc.constantFrom(...leftOuts), { freq: 6 }),
  signed: fc.boolean(),
  declined: fc.boolean(),
  signing: fc.constantFrom(null, 'nobody' as const, 'some' as const, 'everybody' as const),
  boardOn: someDay,
  started: fc.boolean(),
  stopped: fc.boolean(),
  bounced: fc.boolean(),
  delivered: fc.boolean(),
  invitedOn: someDay,
  lastMailOn: someDay,
  reminders: fc.integer({ min: 0, max: 3 }),
})

/** A day that is looked at. */
export const anyDay: fc.Arbitrary<FullDay> = fc.integer({ min: 0, max: 200 }).map(day)
