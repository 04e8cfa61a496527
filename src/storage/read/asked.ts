import { londonDay, type FullDay } from '../../core/day.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Database } from '../database.ts'
import { findPublished } from './log.ts'
import { loadPast, type Past } from './past.ts'
import { readPast } from './past-reading.ts'
import { readPresent, type Reading } from './reading.ts'

/** What a question about the past is answered from, and the day it is answered for unless it names one. */
export type Asked = { reading: Reading; day: FullDay }

/** The register as it is, on a day that is today; or, where a size is asked about, as its log said it at that size. */
export async function openReading(db: Database, size: number | undefined, today: FullDay): Promise<Asked> {
  if (size === undefined) return { reading: readPresent(db), day: today }
  const past = await loadPublished(db, size)
  return { reading: readPast(past), day: dayOf(past) }
}

/** The register as a part of its log said it that the world may see. */
export async function loadPublished(db: Database, size: number): Promise<Past> {
  const most = (await findPublished(db))?.size ?? 0
  if (size > most) {
    throw new Refusal('field-invalid', `Write a number of entries from 1 to ${most}`, 'log-size')
  }
  return loadPast(db, size)
}

/** The day on which the log came to be as long: the latest of its entries, as clocks may go back. */
function dayOf({ recorded }: Past): FullDay {
  const [first, ...rest] = recorded.map(({ entry }) => entry.at)
  if (!first) throw new Error('a log of no entries has no day')
  return londonDay(rest.reduce((latest, at) => (at > latest ? at : latest), first))
}
