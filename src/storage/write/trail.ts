import { eq } from 'drizzle-orm'
import { statement, write, type Database, type Statement } from '../database.ts'
import { trail } from '../private-schema.ts'

/** Something that is about to be done at the desk. */
export type Begun = Pick<typeof trail.$inferInsert, 'at' | 'coordinator' | 'token' | 'route' | 'subject'>

/** Writes down what is about to be done; gives back the number of its row. */
export async function insertStep(db: Database, step: Begun): Promise<number> {
  const [written] = await write(db, [statement(db.insert(trail).values(step))])
  return Number(written?.lastInsertRowid)
}

/** How it was answered, in a status of HTTP. */
export function endStep(db: Database, id: number, status: number): Statement {
  return statement(db.update(trail).set({ status }).where(eq(trail.id, id)))
}
