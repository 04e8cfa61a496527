import { and, asc, eq } from 'drizzle-orm'
import { parseEditionText, type EditionText } from '../../core/edition-text.ts'
import type { EditionFacts } from '../../core/standing.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Views } from '../../core/views.ts'
import { parseUtf8 } from '../../encoding/utf8.ts'
import type { Database } from '../database.ts'
import { editionTexts, editions, instruments, replacements, slugs, texts } from '../schema.ts'
import { bytesOf } from './entries.ts'

/** An edition with its instrument, the digests of its texts and the editions it replaces. */
export type Edition = Views['editions'] & {
  instrumentName: string
  area: string | null
  texts: readonly { language: string; sha256: string }[]
  replaces: readonly Uuid[]
}

/** Every edition on record, in the order of the log. */
export async function listEditions(db: Database): Promise<readonly Edition[]> {
  const [rows, digests, replaced] = await db.batch([
    db
      .select({ edition: editions, instrumentName: instruments.name, area: instruments.area })
      .from(editions)
      .innerJoin(instruments, eq(instruments.id, editions.instrument))
      .orderBy(asc(editions.position)),
    db.select().from(editionTexts).orderBy(asc(editionTexts.language)),
    db.select().from(replacements).orderBy(asc(replacements.replaces)),
  ])
  return rows.map(({ edition, instrumentName, area }) => ({
    ...edition,
    instrumentName,
    area,
    texts: digests.filter((text) => text.edition === edition.id).map(({ language, sha256 }) => ({ language, sha256 })),
    replaces: replaced.filter((one) => one.edition === edition.id).map((one) => one.replaces),
  }))
}

/** The name by which people know an edition: `Shropshire Compact 2014`. */
export function editionName({ instrumentName, label }: Pick<Edition, 'instrumentName' | 'label'>): string {
  return `${instrumentName} ${label}`.trim()
}

/** The days standing depends on, of every edition. */
export function editionFacts(all: readonly Edition[]): ReadonlyMap<Uuid, EditionFacts> {
  return new Map(
    all.map(({ id, inForceFrom, transitionEnds, termEnds, replaces }) => [
      id,
      { inForceFrom, transitionEnds, termEnds, replaces },
    ]),
  )
}

/** The edition of a slug, also of one it had earlier. */
export async function findEdition(db: Database, slug: string): Promise<Edition | undefined> {
  const [row] = await db
    .select()
    .from(slugs)
    .where(and(eq(slugs.noun, 'edition'), eq(slugs.slug, slug)))
  return row && (await listEditions(db)).find(({ id }) => id === row.id)
}

/** The exact bytes of a text, which are public, and what they say. */
export async function findText(
  db: Database,
  sha256: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; text: EditionText } | undefined> {
  const [row] = await db.select().from(texts).where(eq(texts.sha256, sha256))
  if (!row) return undefined
  const bytes = bytesOf(row.markdown)
  return { bytes, text: parseEditionText(parseUtf8(bytes)) }
}
