import { now, stamp, type Parts } from './parts.ts'
import { draftLink, linkAddress } from './links.ts'
import type { OpeningPlan } from './open-register.ts'
import { always, write } from '../storage/database.ts'
import { insertCoordinator, insertLink } from '../storage/write/access.ts'

/** Seats people at a desk that nobody runs; gives back the one-time link of the first. */
export async function seatCoordinators(parts: Parts, people: OpeningPlan['coordinators']): Promise<string> {
  const made = stamp(parts)
  const seated = people.map((person) => ({
    id: made.id(),
    ...person,
    startedAt: now(parts),
    endedAt: null,
    role: 'coordinator' as const,
  }))
  const [first] = seated
  if (!first) throw new Error('a plan without a coordinator')
  const link = draftLink(parts, 'desk', first.id)
  await write(parts.db, [
    ...seated.map((person) => insertCoordinator(parts.db, person, always)),
    insertLink(parts.db, link, always),
  ])
  return linkAddress(parts, link)
}
