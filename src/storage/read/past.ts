import { and, gte, lt } from 'drizzle-orm'
import type { Recorded } from '../../core/recorded.ts'
import { beginReplay, type Rows } from '../../core/replay.ts'
import type { Database } from '../database.ts'
import { entries } from '../schema.ts'
import { listRecorded } from './entries.ts'

/** The register as its log said it at a size: the fold of a beginning of the log, less what has been erased since. */
export type Past = { size: number; rows: Rows; recorded: readonly Recorded[] }

// Between two slices others get their turn.
const slice = 2048

/** Replays the first entries of the log in memory. */
export async function loadPast(db: Database, size: number): Promise<Past> {
  const { add, rows } = beginReplay()
  const recorded: Recorded[] = []
  for (let from = 0; from < size; from += slice) {
    const to = Math.min(size, from + slice)
    for (const one of await listRecorded(db, and(gte(entries.position, from), lt(entries.position, to)))) {
      add(one)
      recorded.push(one)
    }
  }
  return { size, rows, recorded }
}
