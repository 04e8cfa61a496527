import { asc, eq } from 'drizzle-orm'
import type { Retention } from '../../core/entry.ts'
import type { Views } from '../../core/views.ts'
import type { Database } from '../database.ts'
import { coordinators } from '../private-schema.ts'
import { register } from '../schema.ts'
import { findEntryAt } from './entries.ts'

/** What the register says of itself; undefined before it is opened. */
export async function findRegister(db: Database): Promise<Views['register'] | undefined> {
  const [row] = await db.select().from(register)
  return row
}

/** How long private records are kept, as the first entry promises. */
export async function requireRetention(db: Database): Promise<Retention> {
  const opened = await findEntryAt(db, 0)
  if (opened?.entry.type !== 'register.opened') throw new Error('a log begins with the opening of its register')
  return opened.entry.retention
}

/** A person who runs the desk. */
export type Coordinator = typeof coordinators.$inferSelect

/** The coordinators in office, in the order in which they came. */
export async function listCoordinators(db: Database): Promise<readonly Coordinator[]> {
  const rows = await db.select().from(coordinators).orderBy(asc(coordinators.startedAt), asc(coordinators.id))
  return rows.filter(({ endedAt }) => endedAt === null)
}

/** Those of them who decide: the others are not asked to. */
export async function listDeciders(db: Database): Promise<readonly Coordinator[]> {
  return (await listCoordinators(db)).filter(({ role }) => role === 'coordinator')
}

/** The names of everybody who was ever at the desk. */
export async function listNamesAtDesk(db: Database): Promise<ReadonlyMap<Coordinator['id'], string>> {
  const rows = await db.select({ id: coordinators.id, name: coordinators.name }).from(coordinators)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The coordinator in office with an id. */
export async function findCoordinator(db: Database, id: Coordinator['id']): Promise<Coordinator | undefined> {
  const [row] = await db.select().from(coordinators).where(eq(coordinators.id, id))
  return row?.endedAt === null ? row : undefined
}
