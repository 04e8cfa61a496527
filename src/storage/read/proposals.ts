import { asc, eq, isNull } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { proposals } from '../private-schema.ts'

/** An act that a second coordinator has to agree to, and what became of it. */
export type Proposal = typeof proposals.$inferSelect

/** The proposal with an id. */
export async function findProposal(db: Database, id: Uuid): Promise<Proposal | undefined> {
  const [row] = await db.select().from(proposals).where(eq(proposals.id, id))
  return row
}

/** The proposals that wait, the oldest first. */
export async function listProposals(db: Database): Promise<readonly Proposal[]> {
  return db.select().from(proposals).where(isNull(proposals.closedAt)).orderBy(asc(proposals.at), asc(proposals.id))
}
