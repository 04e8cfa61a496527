import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import { statement, type Database, type Statement } from '../database.ts'
import { repeats } from '../private-schema.ts'
import { isOf, type Repeat } from '../read/repeats.ts'

/**
 * Takes a key for a request, where nobody has it: what had its time, and what died before it was answered, has lost it.
 * The second statement alone says whether it was taken.
 */
export function takeRepeat(
  db: Database,
  repeat: Repeat,
  before: { answered: Instant; unanswered: Instant },
): readonly [Statement, Statement] {
  const dead = and(isNull(repeats.answer), eq(repeats.request, repeat.request), lt(repeats.at, before.unanswered))
  const gone = and(isOf(repeat), or(lt(repeats.at, before.answered), dead))
  return [statement(db.delete(repeats).where(gone)), statement(db.insert(repeats).values(repeat).onConflictDoNothing())]
}

/** Keeps the answer to a request. */
export function answerRepeat(db: Database, repeat: Repeat): Statement {
  return statement(db.update(repeats).set({ answer: repeat.answer }).where(isOf(repeat)))
}

/** Gives back a key under which nothing was done. */
export function releaseRepeat(db: Database, repeat: Repeat): Statement {
  return statement(db.delete(repeats).where(and(isOf(repeat), isNull(repeats.answer), eq(repeats.at, repeat.at))))
}
