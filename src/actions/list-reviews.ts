import { addDays, londonDay, type FullDay } from '../core/day.ts'
import { editionStateOn } from '../core/edition-state.ts'
import { findBodyById } from '../storage/read/bodies.ts'
import { editionFacts, editionName, listEditions } from '../storage/read/editions.ts'
import { listSuspended } from '../storage/read/signings.ts'
import { now, type Parts } from './parts.ts'

/** Days before a review is due on which the desk begins to say so. */
const notice = 30

/** What is to be looked at again, and by when: an edition, or a suspended signing of a body, known by its slug. */
export type Review = { words: string; by: FullDay; about: { edition: string } | { body: string } }

/** The reviews that are due soon or overdue, the most urgent first. */
export async function listReviews(parts: Parts): Promise<readonly Review[]> {
  const today = londonDay(now(parts))
  const all = await listEditions(parts.db)
  const inForce = all.filter(({ id }) => editionStateOn(id, editionFacts(all), today) === 'in-force')
  const ofEditions = inForce.flatMap((edition): Review[] =>
    edition.reviewBy ? [{ words: editionName(edition), by: edition.reviewBy, about: { edition: edition.slug } }] : [],
  )
  const suspended = await listSuspended(parts.db)
  const ofSignings = await Promise.all(
    suspended.map(async ({ body: id, edition: of, reviewBy }): Promise<Review> => {
      const body = await findBodyById(parts.db, id)
      const edition = all.find((one) => one.id === of)
      if (!body || !edition) throw new Error('a signing is of a body and an edition')
      return { words: `${body.name}: ${editionName(edition)}`, by: reviewBy, about: { body: body.slug } }
    }),
  )
  return [...ofEditions, ...ofSignings]
    .filter(({ by }) => by <= addDays(today, notice))
    .toSorted((a, b) => (a.by < b.by ? -1 : 1))
}
