import type { Instant } from '../../core/day.ts'
import { write, type Database, type Statement } from '../database.ts'

/** Shows a checkpoint to the world, unless as large a one has been shown. */
export async function publishCheckpoint(db: Database, size: number, at: Instant): Promise<void> {
  await write(db, [publishStatement(size, at)])
}

/** The same, for a batch. */
export function publishStatement(size: number, at: Instant): Statement {
  return {
    sql: `INSERT INTO published (size, at) SELECT ?1, ?2 WHERE ?1 > (SELECT coalesce(max(size), 0) FROM published)`,
    args: [size, at],
  }
}
