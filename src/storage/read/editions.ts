import { and, asc, eq } from 'drizzle-orm'
import { parseEditionText, type EditionText } from '../../core/edition-text.ts'
import type { Rows } from '../../core/replay.ts'
import type { EditionFacts } from '../../core/standing.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Views } from '../../core/views.ts'
import { parseUtf8 } from '../../encoding/utf8.ts'
import type { Database } from '../database.ts'
import { editionTexts, editions, instruments, replacements, slugs } from '../schema.ts'
import { texts } from '../served-schema.ts'
import { bytesOf } from './entries.ts'

/** An edition with its instrument, the digests of its texts and the editions it replaces. */
export type Edition = Views['editions'] & {
  instrumentName: string
  instrumentSlug: string
  area: string | null
  texts: readonly { language: string; sha256: string }[]
  replaces: readonly Uuid[]
}

/** Every edition on record, in the order of the log. */
export async function listEditions(db: Database): Promise<readonly Edition[]> {
  const [rows, families, versions, replaced] = await db.batch([
    db.select().from(editions).orderBy(asc(editions.position)),
    db.select().from(instruments),
    db.select().from(editionTexts),
    db.select().from(replacements),
  ])
  return assembleEditions({ editions: rows, instruments: families, editionTexts: versions, replacements: replaced })
}

/** The editions of some rows. */
export function assembleEditions(
  rows: Rows<'editions' | 'instruments' | 'editionTexts' | 'replacements'>,
): readonly Edition[] {
  const families = new Map(rows.instruments.map((one) => [one.id, one]))
  const digests = Map.groupBy(rows.editionTexts, ({ edition }) => edition)
  const replaced = Map.groupBy(rows.replacements, ({ edition }) => edition)
  return rows.editions.flatMap((edition) => {
    const family = families.get(edition.instrument)
    if (!family) return []
    return {
      ...edition,
      instrumentName: family.name,
      instrumentSlug: family.slug,
      area: family.area,
      texts: (digests.get(edition.id) ?? [])
        .map(({ language, sha256 }) => ({ language, sha256 }))
        .toSorted((a, b) => (a.language < b.language ? -1 : 1)),
      replaces: (replaced.get(edition.id) ?? []).map(({ replaces }) => replaces).toSorted((a, b) => (a < b ? -1 : 1)),
    }
  })
}

/** The name by which people know an edition: `Shropshire Compact 2014`. */
export function editionName({ instrumentName, label }: Pick<Edition, 'instrumentName' | 'label'>): string {
  return `${instrumentName} ${label}`.trim()
}

/** The name of the edition with an id; empty where there is none. */
export function nameOfEdition(all: readonly Edition[], id: Uuid | null): string {
  const found = all.find((one) => one.id === id)
  return found ? editionName(found) : ''
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

/** What an edition says in a language, or in that of its reference; undefined where no such text is held. */
export async function readEdition(
  db: Database,
  { texts: held, reference }: Pick<Edition, 'texts' | 'reference'>,
  language: string | null = reference,
): Promise<EditionText | undefined> {
  const digest = held.find((one) => one.language === language)?.sha256
  return digest === undefined ? undefined : (await findText(db, digest))?.text
}
