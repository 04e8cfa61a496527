import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { SeatTerms } from '../../core/desk-seat.ts'
import type { Instant } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import { statement, type Condition, type Database, type Statement } from '../database.ts'
import { coordinators, links, passkeys, sessions, tokens } from '../private-schema.ts'

/** A condition: nobody at the desk has a mailbox. */
export function isNewMailbox(address: string): Condition {
  const same = and(isNull(coordinators.endedAt), eq(sql`lower(${coordinators.address})`, address.toLowerCase()))
  return sql`NOT EXISTS (SELECT 1 FROM ${coordinators} WHERE ${same})`
}

/** A condition: somebody else than one of them coordinates. */
export function hasAnother(who: Uuid): Condition {
  const other = and(isNull(coordinators.endedAt), eq(coordinators.role, 'coordinator'), ne(coordinators.id, who))
  return sql`EXISTS (SELECT 1 FROM ${coordinators} WHERE ${other})`
}

/** A condition: a seat was taken. */
export function isSeated(who: Uuid): Condition {
  return sql`EXISTS (SELECT 1 FROM ${coordinators} WHERE ${and(eq(coordinators.id, who), isNull(coordinators.endedAt))})`
}

/** Another role, or another employer, for somebody at the desk, where a condition holds. */
export function changeSeatRow(db: Database, who: Uuid, terms: SeatTerms, condition: Condition): Statement {
  return statement(
    db
      .update(coordinators)
      .set(terms)
      .where(and(eq(coordinators.id, who), isNull(coordinators.endedAt), condition)),
  )
}

/** Somebody leaves the desk, where a condition holds, and nothing that they had opens it any more. */
export function endSeat(db: Database, who: Uuid, at: Instant, condition: Condition): readonly Statement[] {
  const seat = and(eq(coordinators.id, who), isNull(coordinators.endedAt), condition)
  const left = sql`NOT ${isSeated(who)}`
  return [
    statement(db.update(coordinators).set({ endedAt: at }).where(seat)),
    statement(
      db
        .update(sessions)
        .set({ endedAt: at })
        .where(and(eq(sessions.subject, who), isNull(sessions.endedAt), left)),
    ),
    statement(
      db
        .update(tokens)
        .set({ endedAt: at })
        .where(and(eq(tokens.coordinator, who), isNull(tokens.endedAt), left)),
    ),
    statement(db.delete(passkeys).where(and(eq(passkeys.coordinator, who), left))),
    spendDeskLinks(db, { who }, at, left),
  ]
}

/** The one-time links that somebody was mailed, but for one that is kept, work no more where a condition holds. */
export function spendDeskLinks(
  db: Database,
  { who, kept }: { who: Uuid; kept?: Uuid },
  at: Instant,
  condition: Condition,
): Statement {
  const own = and(eq(links.purpose, 'desk'), eq(links.subject, who), isNull(links.spentAt), condition)
  return statement(
    db
      .update(links)
      .set({ spentAt: at })
      .where(kept ? and(own, ne(links.id, kept)) : own),
  )
}
