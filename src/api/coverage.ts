import * as v from 'valibot'
import { now, type Parts } from '../actions/parts.ts'
import { londonDay } from '../core/day.ts'
import { formatCsv } from '../encoding/csv.ts'
import { askedDay, askedSize, looseLine } from '../http/parse.ts'
import { openReading } from '../storage/read/asked.ts'
import { findCoverage } from '../storage/read/coverage.ts'

/** What coverage may be asked for. */
export const coverageQuery = v.object({ instrument: looseLine, 'as-at': askedDay, 'log-size': askedSize })

type Query = v.InferOutput<typeof coverageQuery>

/** How many bodies of each kind have signed on a day. */
export async function computeCoverage(parts: Parts, { instrument, 'as-at': asked, 'log-size': size }: Query) {
  const { reading, day } = await openReading(parts.db, size, londonDay(now(parts)))
  const asAt = asked ?? day
  const { coverage } = await findCoverage(reading, { instrument: instrument || undefined, asAt })
  return { asAt, kinds: coverage }
}

/** The same as CSV, each line with its day. */
export async function formatCoverage(parts: Parts, query: Query): Promise<string> {
  const { asAt, kinds } = await computeCoverage(parts, query)
  const lines = kinds.map(({ kind, inForce, otherwise, unsigned }) => [
    asAt,
    kind,
    ...[inForce, otherwise, unsigned].map(String),
  ])
  return formatCsv([['as_at', 'kind', 'in_force', 'other_standing', 'not_signed'], ...lines])
}
