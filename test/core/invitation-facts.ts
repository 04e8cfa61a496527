import fc from 'fast-check'
import { leftOuts, type InvitationFacts } from '../../src/core/campaign.ts'
import { addDays, parseFullDay, startOfLondonDay, type FullDay, type Instant } from '../../src/core/day.ts'

/** A day of a campaign, counted from the one on which it opens, and the moment it begins. */
export const day = (offset: number): FullDay => addDays(parseFullDay('2026-01-05'), offset)
export const moment = (offset: number): Instant => startOfLondonDay(day(offset))

/** The days on which a body is reminded. */
export const chase = [7, 21, 42]

/** What is known of a body that nobody has been written to. */
export const untouched: InvitationFacts = {
  leftOut: null,
  signed: false,
  declinedAt: null,
  signing: null,
  boardOn: null,
  startedAt: null,
  stoppedAt: null,
  bouncedAt: null,
  deliveredAt: null,
  invitedAt: null,
  sentAt: null,
  lastMailAt: null,
  reminders: 0,
}

/** What is known of one that was invited on the first day. */
export const invited: InvitationFacts = {
  ...untouched,
  invitedAt: moment(0),
  lastMailAt: moment(0),
  sentAt: moment(0),
}

const someDay = fc.option(fc.integer({ min: -30, max: 120 }))
const someMoment = someDay.map((offset) => (offset === null ? null : moment(offset)))

/** Anything that may be known of an invitation. */
export const anyFacts: fc.Arbitrary<InvitationFacts> = fc.record({
  leftOut: fc.option(fc.constantFrom(...leftOuts), { freq: 6 }),
  signed: fc.boolean(),
  declinedAt: someMoment,
  signing: fc.constantFrom(null, 'nobody' as const, 'some' as const, 'everybody' as const),
  boardOn: someDay.map((offset) => (offset === null ? null : day(offset))),
  startedAt: someMoment,
  stoppedAt: someMoment,
  bouncedAt: someMoment,
  deliveredAt: someMoment,
  invitedAt: someMoment,
  sentAt: someMoment,
  lastMailAt: someMoment,
  reminders: fc.integer({ min: 0, max: 3 }),
})

/** A day that is looked at. */
export const anyDay: fc.Arbitrary<FullDay> = fc.integer({ min: 0, max: 200 }).map(day)
