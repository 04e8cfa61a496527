import { asc } from 'drizzle-orm'
import type { KeyHistory } from '../../core/key-history.ts'
import type { Database } from '../database.ts'
import { rotations } from '../schema.ts'

/** What the log says of the register's keys. */
export async function listRotations(db: Database): Promise<KeyHistory> {
  return db.select().from(rotations).orderBy(asc(rotations.position))
}
