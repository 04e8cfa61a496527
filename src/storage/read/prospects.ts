import { asc, desc, eq, isNull } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import { notes, prospects } from '../campaign-schema.ts'
import type { Database } from '../database.ts'
import { coordinators } from '../private-schema.ts'

export type Prospect = typeof prospects.$inferSelect
/** What somebody noted, and who did. */
export type Note = Omit<typeof notes.$inferSelect, 'coordinator'> & { by: string }

/** Prospects that somebody is courting, with their owners; whose next step is due first comes first. */
export async function listProspects(db: Database): Promise<readonly (Prospect & { ownerName: string })[]> {
  const rows = await db
    .select({ prospect: prospects, ownerName: coordinators.name })
    .from(prospects)
    .innerJoin(coordinators, eq(coordinators.id, prospects.owner))
    .where(isNull(prospects.closedAt))
    .orderBy(asc(prospects.nextOn), asc(prospects.name))
  return rows.map(({ prospect, ownerName }) => ({ ...prospect, ownerName }))
}

/** The prospect with an id. */
export async function findProspect(db: Database, id: Uuid): Promise<Prospect | undefined> {
  const [row] = await db.select().from(prospects).where(eq(prospects.id, id))
  return row
}

/** What was noted about an invitation or a prospect, the newest first. */
export async function listNotes(db: Database, subject: Uuid): Promise<readonly Note[]> {
  const rows = await db
    .select({ note: notes, by: coordinators.name })
    .from(notes)
    .innerJoin(coordinators, eq(coordinators.id, notes.coordinator))
    .where(eq(notes.subject, subject))
    .orderBy(desc(notes.at), desc(notes.id))
  return rows.map(({ note: { coordinator: _coordinator, ...note }, by }) => ({ ...note, by }))
}
