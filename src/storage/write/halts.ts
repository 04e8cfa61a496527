import type { Instant } from '../../core/day.ts'
import { formatHalt, type Halt } from '../../core/halt.ts'
import { statement, write, type Database, type Statement } from '../database.ts'
import { halts } from '../schema.ts'

/** Stops the register: from now on nobody appends, on any instance. Said once for each reason. */
export async function keepHalt(db: Database, halt: Halt, at: Instant): Promise<void> {
  await write(db, [insertHalt(db, halt, at)])
}

function insertHalt(db: Database, halt: Halt, at: Instant): Statement {
  return statement(
    db
      .insert(halts)
      .values({ reason: formatHalt(halt), at })
      .onConflictDoNothing(),
  )
}
