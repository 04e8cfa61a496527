import * as v from 'valibot'
import { now } from '../actions/parts.ts'
import { londonDay, type FullDay } from '../core/day.ts'
import { askedDay, askedSize, parse } from '../http/parse.ts'
import { openReading } from '../storage/read/asked.ts'
import { readPresent, type Reading } from '../storage/read/reading.ts'
import type { Visit } from './site.ts'

/** What a page is asked about: a day, and the register as it is or as it was at a size of its log. */
export type AskedPast = { asAt: FullDay; size: number | undefined; reading: Reading }

/** The register and the day that a page is asked about. */
export async function readingOf(c: Visit): Promise<AskedPast> {
  const { 'as-at': asked, 'log-size': size } = parse(v.object({ 'as-at': askedDay, 'log-size': askedSize }), {
    'as-at': c.req.query('as-at'),
    'log-size': c.req.query('log-size'),
  })
  const { reading, day } = await openReading(c.var.parts.db, size, today(c))
  return { asAt: asked ?? day, size, reading }
}

/** What a page is asked about that speaks of today whatever its address says. */
export function presently(c: Visit): AskedPast {
  return { asAt: today(c), size: undefined, reading: readPresent(c.var.parts.db) }
}

/** Today, where the register is. */
export function today(c: Visit): FullDay {
  return londonDay(now(c.var.parts))
}
