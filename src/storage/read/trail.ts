import { desc, eq, lt } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { coordinators, tokens, trail } from '../private-schema.ts'

/** One thing that somebody did at the desk, by hand or by a program. A status of null: it was begun and not answered. */
export type Step = Awaited<ReturnType<typeof listSteps>>[number]

/** What was done at the desk, the newest first, from below a number on. */
export async function listSteps(db: Database, most: number, before = Number.MAX_SAFE_INTEGER) {
  return db
    .select({
      id: trail.id,
      at: trail.at,
      name: coordinators.name,
      program: tokens.name,
      byProgram: trail.token,
      route: trail.route,
      subject: trail.subject,
      status: trail.status,
    })
    .from(trail)
    .innerJoin(coordinators, eq(coordinators.id, trail.coordinator))
    .leftJoin(tokens, eq(tokens.id, trail.token))
    .where(lt(trail.id, before))
    .orderBy(desc(trail.id))
    .limit(most)
}
