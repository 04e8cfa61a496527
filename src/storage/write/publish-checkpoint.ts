import type { Instant } from '../../core/day.ts'
import { write, type Database } from '../database.ts'

/** Shows a checkpoint to the world, unless as large a one has been shown. */
export async function publishCheckpoint(db: Database, size: number, at: Instant): Promise<void> {
  await write(db, [
    {
      sql: `INSERT INTO published (size, at) SELECT ?1, ?2 WHERE ?1 > (SELECT coalesce(max(size), 0) FROM published)`,
      args: [size, at],
    },
  ])
}
