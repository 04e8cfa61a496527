import { and, eq, isNull } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import { statement, type Condition, type Database, type Statement } from '../database.ts'
import { tokens } from '../private-schema.ts'
import type { Token } from '../read/tokens.ts'
import { insertIf } from './insert-if.ts'

/** A new token, where a condition holds. */
export function insertToken(db: Database, token: Token, condition: Condition): Statement {
  return insertIf(db, tokens, token, condition)
}

/** Ends a token that works. */
export function endTokenRow(db: Database, id: string, at: Instant): Statement {
  return statement(
    db
      .update(tokens)
      .set({ endedAt: at })
      .where(and(eq(tokens.id, id), isNull(tokens.endedAt))),
  )
}
