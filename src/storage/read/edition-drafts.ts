import { desc, eq, isNull } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { editionDrafts } from '../private-schema.ts'

/** An edition that is being written, with how often it was changed, and the edition it became. */
export type StoredEditionDraft = typeof editionDrafts.$inferSelect

/** The draft with an id. */
export async function findEditionDraft(db: Database, id: Uuid): Promise<StoredEditionDraft | undefined> {
  const [row] = await db.select().from(editionDrafts).where(eq(editionDrafts.id, id))
  return row
}

/** The drafts that nobody has agreed to yet, the latest change first. */
export async function listEditionDrafts(db: Database): Promise<readonly StoredEditionDraft[]> {
  return db.select().from(editionDrafts).where(isNull(editionDrafts.agreedAt)).orderBy(desc(editionDrafts.changedAt))
}
