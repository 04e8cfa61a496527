import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { EditionDraft } from '../../core/edition-draft.ts'
import type { Uuid } from '../../core/uuid.ts'
import { statement, written, type Database, type Statement } from '../database.ts'
import { editionDrafts } from '../private-schema.ts'
import type { StoredEditionDraft } from '../read/edition-drafts.ts'

/** A draft begins; under an id that there is already nothing does. */
export function insertEditionDraft(db: Database, id: Uuid, draft: EditionDraft, changedAt: Instant): Statement {
  return statement(db.insert(editionDrafts).values({ id, draft, revision: 0, changedAt }).onConflictDoNothing())
}

/** A change of a draft that nobody has changed since it was read. */
export function updateEditionDraft(
  db: Database,
  { id, revision }: StoredEditionDraft,
  draft: EditionDraft,
  changedAt: Instant,
): Statement {
  return statement(
    db
      .update(editionDrafts)
      .set({ draft, changedAt, revision: revision + 1 })
      .where(asRead(id, revision)),
  )
}

/** Throws a draft away that was not agreed. */
export function deleteEditionDraft(db: Database, id: Uuid): Statement {
  return statement(db.delete(editionDrafts).where(and(eq(editionDrafts.id, id), isNull(editionDrafts.agreedAt))))
}

/** Finds a draft for as long as it is as it was read. */
export function stillDrafted(db: Database, { id, revision }: StoredEditionDraft): Statement {
  return statement(
    db
      .select({ one: sql`1` })
      .from(editionDrafts)
      .where(asRead(id, revision)),
  )
}

/** Closes a draft as agreed, where the entry of its edition is in the log. */
export function closeEditionDraft(db: Database, id: Uuid, edition: Uuid, agreedAt: Instant): Statement {
  return statement(
    db
      .update(editionDrafts)
      .set({ agreedAt, edition })
      .where(and(eq(editionDrafts.id, id), written(edition))),
  )
}

function asRead(id: Uuid, revision: number) {
  return and(eq(editionDrafts.id, id), eq(editionDrafts.revision, revision), isNull(editionDrafts.agreedAt))
}
