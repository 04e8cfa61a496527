import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import { notes, prospects } from '../campaign-schema.ts'
import { statement, type Condition, type Database, type Statement } from '../database.ts'
import type { Prospect } from '../read/prospects.ts'
import { insertIf } from './insert-if.ts'

/** A condition: nothing was noted under an id yet. */
export function isNewNote(id: Uuid): Condition {
  return sql`NOT EXISTS (SELECT 1 FROM notes WHERE id = ${id})`
}

/** A note, where a condition holds. */
export function insertNote(db: Database, note: typeof notes.$inferInsert, condition: Condition): Statement {
  return insertIf(db, notes, note, condition)
}

/** A new prospect, once. */
export function insertProspect(db: Database, prospect: Prospect): Statement {
  return insertIf(db, prospects, prospect, sql`NOT EXISTS (SELECT 1 FROM prospects WHERE id = ${prospect.id})`)
}

/** A change of a prospect that is still courted. */
export function updateProspect(
  db: Database,
  id: Uuid,
  change: Partial<Pick<Prospect, 'body' | 'owner' | 'nextStep' | 'nextOn' | 'closedAt'>>,
): Statement {
  return statement(
    db
      .update(prospects)
      .set(change)
      .where(and(eq(prospects.id, id), isNull(prospects.closedAt))),
  )
}
