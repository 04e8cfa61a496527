import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Condition, Database } from '../database.ts'
import { tokens } from '../private-schema.ts'

/** A token of a coordinator's program: what it is called and may do, under the SHA-256 of its text in hex. */
export type Token = typeof tokens.$inferSelect

/** The token with a digest, if it works at an instant. */
export async function findToken(db: Database, id: string, at: Instant): Promise<Token | undefined> {
  const [row] = await db
    .select()
    .from(tokens)
    .where(and(eq(tokens.id, id), works(at)))
  return row
}

/** The tokens that work at an instant, the newest first. */
export async function listTokens(db: Database, at: Instant): Promise<readonly Token[]> {
  return db.select().from(tokens).where(works(at)).orderBy(desc(tokens.madeAt), desc(tokens.id))
}

/** A condition: a coordinator has no token of a name that works at an instant. */
export function isNewName(coordinator: Uuid, name: string, at: Instant): Condition {
  const same = and(eq(tokens.coordinator, coordinator), eq(tokens.name, name), works(at))
  return sql`NOT EXISTS (SELECT 1 FROM ${tokens} WHERE ${same})`
}

function works(at: Instant) {
  return and(isNull(tokens.endedAt), gt(tokens.expiresAt, at))
}
