import { sql } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import { statement, written, type Database, type Statement } from '../database.ts'
import type { Publication } from '../read/publications.ts'
import { certificates, publications, texts } from '../schema.ts'
import { insertIf } from './insert-if.ts'

/** Keeps a rendering, unless a later one is there already. */
export function savePublication(db: Database, publication: Publication): Statement {
  const { size, asAt, mediaType, bytes } = publication
  const query = db
    .insert(publications)
    .values(publication)
    .onConflictDoUpdate({
      target: publications.name,
      set: { size, asAt, mediaType, bytes },
      setWhere: sql`${publications.size} <= ${size} AND ${publications.asAt} <= ${asAt}`,
    })
  return statement(query)
}

/** The bytes of a certificate, where the entry that issues it is in the log. */
export function insertCertificate(
  db: Database,
  certificate: { signing: Uuid; number: number; sha256: string; pdf: Uint8Array },
  entry: Uuid,
): Statement {
  return insertIf(db, certificates, certificate, written(entry))
}

/** Keeps the bytes of an edition's text under their digest. */
export function insertText(db: Database, sha256: string, markdown: Uint8Array): Statement {
  return statement(db.insert(texts).values({ sha256, markdown }).onConflictDoNothing())
}
