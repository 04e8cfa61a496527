import type { Recorded } from '../../core/recorded.ts'
import { beginReplay, type Rows } from '../../core/replay.ts'
import type { Database } from '../database.ts'
import { sliceRecorded } from './entries.ts'

/** The register as its log said it at a size: the fold of a beginning of the log, less what has been erased since. */
export type Past = { size: number; rows: Rows; recorded: readonly Recorded[] }

/** Replays the first entries of the log in memory. */
export async function loadPast(db: Database, size: number): Promise<Past> {
  const { add, rows } = beginReplay()
  const recorded: Recorded[] = []
  for await (const some of sliceRecorded(db, size)) {
    for (const one of some) add(one)
    recorded.push(...some)
  }
  return { size, rows, recorded }
}
