import { eq, sql } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import { statement, written, type Database, type Statement } from '../database.ts'
import type { Signing } from '../read/signings.ts'
import { erasures } from '../schema.ts'
import { certificates, texts } from '../served-schema.ts'
import { insertIf } from './insert-if.ts'

/** The bytes of a certificate, where the entry that issues it is in the log. */
export function insertCertificate(
  db: Database,
  certificate: { signing: Uuid; number: number; sha256: string; pdf: Uint8Array },
  entry: Uuid,
): Statement {
  return insertIf(db, certificates, certificate, written(entry))
}

/** Finds something while a signing has no certificate and nothing of it was erased but what was known: what one is made on. */
export function stillUncertified(db: Database, { id, erasures: known }: Pick<Signing, 'id' | 'erasures'>): Statement {
  const issued = db
    .select({ one: sql`1` })
    .from(certificates)
    .where(eq(certificates.signing, id))
  const gone = db
    .select({ count: sql`count(*)` })
    .from(erasures)
    .where(eq(erasures.signing, id))
  return statement(
    db
      .select({ one: sql`1` })
      .from(sql`(SELECT 1)`)
      .where(sql`NOT EXISTS ${issued} AND ${gone} = ${known.length}`),
  )
}

/** Keeps the bytes of an edition's text under their digest. */
export function insertText(db: Database, sha256: string, markdown: Uint8Array): Statement {
  return statement(db.insert(texts).values({ sha256, markdown }).onConflictDoNothing())
}
