import * as v from 'valibot'
import { now } from '../actions/parts.ts'
import { londonDay, type FullDay } from '../core/day.ts'
import { askedDay, parse } from '../http/parse.ts'
import type { Visit } from './site.ts'

/** The day that a page is asked about; today, if none is. */
export function dayOf(c: Visit): FullDay {
  const asked = parse(v.object({ 'as-at': askedDay }), { 'as-at': c.req.query('as-at') })
  return asked['as-at'] ?? today(c)
}

/** Today, where the register is. */
export function today(c: Visit): FullDay {
  return londonDay(now(c.var.parts))
}
