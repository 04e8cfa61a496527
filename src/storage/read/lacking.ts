import { sql } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'

/** Texts of editions that are named and not held: present ones, and those of before a correction. */
export async function listLackingTexts(
  db: Database,
): Promise<readonly { slug: string; language: string; sha256: string; former: 0 | 1 }[]> {
  return db.all(sql`SELECT editions.slug, language, sha256, former FROM
      (SELECT edition, language, sha256, 0 AS former FROM edition_texts
       UNION SELECT edition, language, sha256, 1 FROM former_texts)
    JOIN editions ON editions.id = edition
    WHERE sha256 NOT IN (SELECT sha256 FROM texts) ORDER BY editions.position, language, former`)
}

/** Present certificates that are not held though they show nothing that was erased since; `number` counts those of the signing. */
export async function listLackingCertificates(
  db: Database,
): Promise<readonly { signing: Uuid; reference: string; number: number; sha256: string; entry: Uuid }[]> {
  return db.all(sql`SELECT issues.signing, reference, pdf AS sha256, entries.id AS entry,
      (SELECT count(*) FROM issues AS all_of WHERE all_of.signing = issues.signing) AS number
    FROM issues JOIN signings ON signings.id = issues.signing JOIN entries ON entries.position = issues.position
    WHERE issues.position = (SELECT max(position) FROM issues AS all_of WHERE all_of.signing = issues.signing)
      AND pdf NOT IN (SELECT sha256 FROM certificates)
      AND NOT EXISTS (SELECT 1 FROM erasures WHERE erasures.signing = issues.signing AND erasures.position > issues.position)
    ORDER BY rank`)
}

/** The last policy that was logged, if its text is not held. */
export async function findLackingPolicy(db: Database): Promise<{ sha256: string; entry: Uuid } | undefined> {
  const [row] = await db.all<{ sha256: string; entry: Uuid; position: number }>(
    sql`SELECT json_extract(CAST(leaf AS TEXT), '$.policy') AS sha256, id AS entry, position FROM entries
      WHERE json_extract(CAST(leaf AS TEXT), '$.type') = 'policy.changed' ORDER BY position DESC LIMIT 1`,
  )
  const held = row && (await db.all(sql`SELECT 1 FROM policies WHERE position = ${row.position}`)).length > 0
  return held ? undefined : row
}

/**
 * How many values are lost, of entries that were brought back from a published copy: what was not public there and was
 * not erased either.
 */
export async function countLost(db: Database): Promise<number> {
  const [row] = await db.all<{ lost: number }>(
    sql`SELECT count(*) AS lost FROM entries, json_each(CAST(leaf AS TEXT), '$.sd') AS told
      WHERE entries.key >= 'restored:' AND entries.key < 'restored;' AND told.value NOT IN (SELECT digest FROM disclosures)
        AND told.value NOT IN (SELECT digest FROM erasures)`,
  )
  return row?.lost ?? 0
}
