import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import { campaigns, invitations, notes, prospects } from '../campaign-schema.ts'
import type { Database } from '../database.ts'
import { coordinators, signUps } from '../private-schema.ts'
import { bodies } from '../schema.ts'

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

/** A sign-up under way, and whose it is: a body on the register, or one by the name that was typed. */
export type Beginning = { signUp: Uuid; registered: Uuid | null; name: string | null }

/** The sign-ups of bodies that have not been closed; what asks for a change of a signing is none. */
export async function listBeginnings(db: Database): Promise<readonly Beginning[]> {
  const { id, draft, closedAt } = signUps
  return db
    .select({
      signUp: id,
      registered: sql<Uuid | null>`json_extract(${draft}, '$.body.registered')`,
      name: sql<string | null>`json_extract(${draft}, '$.body.name')`,
    })
    .from(signUps)
    .where(and(isNull(closedAt), sql`json_extract(${draft}, '$.change') IS NULL`))
}

/** Where campaigns that are going on ask some bodies. */
export async function listAsked(
  db: Database,
  some: readonly Uuid[],
): Promise<readonly { id: Uuid; body: Uuid; campaign: Uuid; name: string }[]> {
  const { id, body, campaign } = invitations
  return db
    .select({ id, body, campaign, name: campaigns.name })
    .from(invitations)
    .innerJoin(campaigns, eq(campaigns.id, campaign))
    .where(and(isNull(campaigns.closedAt), inArray(body, [...some])))
}

/** Bodies on the register that have not ended, by their folded names. */
export async function listBodiesNamed(
  db: Database,
  folded: readonly string[],
): Promise<readonly { id: Uuid; folded: string }[]> {
  const { id, folded: name, endedOn } = bodies
  return db
    .select({ id, folded: name })
    .from(bodies)
    .where(and(inArray(name, [...folded]), isNull(endedOn)))
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
