import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { DeskAct } from '../../core/desk-act.ts'
import type { Uuid } from '../../core/uuid.ts'
import { always, statement, type Condition, type Database, type Statement } from '../database.ts'
import { proposals } from '../private-schema.ts'
import { insertIf } from './insert-if.ts'

/** A condition: nothing was proposed under this key yet. */
export function isFirstProposal(id: Uuid): Condition {
  return sql`NOT EXISTS (SELECT 1 FROM proposals WHERE id = ${id})`
}

/** Keeps a proposal, where a condition holds. */
export function insertProposal(
  db: Database,
  proposal: { id: Uuid; act: DeskAct; proposer: Uuid; at: Instant },
  condition: Condition,
): Statement {
  return insertIf(db, proposals, proposal, condition)
}

/** Finds a proposal for as long as nobody has closed it. */
export function stillProposed(db: Database, id: Uuid): Statement {
  const open = and(eq(proposals.id, id), isNull(proposals.closedAt))
  return statement(
    db
      .select({ one: sql`1` })
      .from(proposals)
      .where(open),
  )
}

/** Closes a proposal that is open, where a condition holds. */
export function closeProposal(
  db: Database,
  id: Uuid,
  { at, ...closing }: { outcome: 'approved' | 'turned-down'; closer: Uuid; at: Instant; words?: string },
  condition: Condition = always,
): Statement {
  const open = and(eq(proposals.id, id), isNull(proposals.closedAt), condition)
  return statement(
    db
      .update(proposals)
      .set({ ...closing, closedAt: at })
      .where(open),
  )
}
