import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import { londonDay, type FullDay } from '../../core/day.ts'
import type { EditionText } from '../../core/edition-text.ts'
import { tell } from '../../core/told.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { entries, formerTexts } from '../schema.ts'
import { findText, type Edition } from './editions.ts'
import { listRecorded } from './entries.ts'

/** A slip that was put right in a text, with the texts before and after. */
export type Correction = {
  entry: number
  on: FullDay
  language: string
  /** The digest of the text of before, which stays served. */
  before: string
  reason: string | undefined
  texts: { before: EditionText; after: EditionText } | undefined
}

/** What was put right in the texts of an edition, the latest first; of as much of the log as is looked at. */
export async function listCorrections(db: Database, edition: Uuid, size = Infinity): Promise<readonly Correction[]> {
  const positions = db
    .select({ position: formerTexts.position })
    .from(formerTexts)
    .where(and(eq(formerTexts.edition, edition), Number.isFinite(size) ? lt(formerTexts.position, size) : undefined))
  const recorded = await listRecorded(db, inArray(entries.position, positions))
  const told = await Promise.all(
    recorded.map(async ({ position, entry, disclosures }) => {
      if (entry.type !== 'edition.corrected') return []
      const [before, after] = await Promise.all(
        [entry.corrects, entry.text.sha256].map(async (one) => findText(db, one)),
      )
      const correction: Correction = {
        entry: position,
        on: londonDay(entry.at),
        language: entry.text.language,
        before: entry.corrects,
        reason: tell(disclosures).text('reason'),
        texts: before && after && { before: before.text, after: after.text },
      }
      return [correction]
    }),
  )
  return told.flat().toReversed()
}

/** Where a text stays served by its digest, whatever becomes of its edition. */
export function textAddress(slug: string, language: string, sha256: string): string {
  return `/editions/${slug}.${language}.${sha256}.md`
}

/** The addresses of all texts that an edition had before it was corrected. */
export async function listFormerAddresses(
  db: Database,
  { id, slug }: Pick<Edition, 'id' | 'slug'>,
): Promise<readonly string[]> {
  const rows = await db.select().from(formerTexts).where(eq(formerTexts.edition, id)).orderBy(asc(formerTexts.position))
  return rows.map(({ language, sha256 }) => textAddress(slug, language, sha256))
}

/** Whether a text was once that of an edition in a language. */
export async function isFormerText(db: Database, edition: Uuid, language: string, sha256: string): Promise<boolean> {
  const rows = await db
    .select({ position: formerTexts.position })
    .from(formerTexts)
    .where(and(eq(formerTexts.edition, edition), eq(formerTexts.language, language), eq(formerTexts.sha256, sha256)))
  return rows.length > 0
}
