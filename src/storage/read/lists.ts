import { and, desc, gte, inArray, lt, not } from 'drizzle-orm'
import type { EntryType } from '../../core/entry.ts'
import type { Database } from '../database.ts'
import { entries } from '../schema.ts'
import { lists } from '../served-schema.ts'
import { typeOfLeaf } from './changes.ts'

/** A list that was signed, and up to which size it was last held against the log. */
export type SignedList = typeof lists.$inferSelect

/** The list that was signed last. */
export async function findSignedList(db: Database): Promise<SignedList | undefined> {
  const [row] = await db.select().from(lists).orderBy(desc(lists.sequence)).limit(1)
  return row
}

/** Entries that never change a line of the list. Those that publishing makes are among them, or the log would feed itself. */
const quiet: readonly EntryType[] = ['list.published', 'certificate.issued', 'policy.changed', 'key.rotated']

/** Whether any of the entries from one position up to another may change the list. */
export async function isListTouched(db: Database, from: number, to: number): Promise<boolean> {
  const [found] = await db
    .select({ position: entries.position })
    .from(entries)
    .where(and(gte(entries.position, from), lt(entries.position, to), not(inArray(typeOfLeaf, [...quiet]))))
    .limit(1)
  return found !== undefined
}
