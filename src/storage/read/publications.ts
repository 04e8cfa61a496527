import { and, asc, desc, eq, lt, notInArray } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import type { Views } from '../../core/views.ts'
import { concatBytes } from '../../encoding/bytes.ts'
import type { Database } from '../database.ts'
import { issues, signings } from '../schema.ts'
import { certificates, certificateUpdates, publications } from '../served-schema.ts'
import { bytesOf } from './entries.ts'

/** A rendering as it was last published: its bytes are stored once and served as stored. */
export type Publication = {
  name: string
  size: number
  asAt: (typeof publications.$inferSelect)['asAt']
  mediaType: string
  bytes: Uint8Array<ArrayBuffer>
}

/** The publication of a name. */
export async function findPublication(db: Database, name: string): Promise<Publication | undefined> {
  const [row] = await db.select().from(publications).where(eq(publications.name, name))
  return row && { ...row, bytes: bytesOf(row.bytes) }
}

/** What a publication of a name was made from, if there is one; its bytes are not read. */
export async function findPublicationHead(
  db: Database,
  name: string,
): Promise<Pick<Publication, 'size' | 'asAt'> | undefined> {
  const { size, asAt } = publications
  const [row] = await db.select({ size, asAt }).from(publications).where(eq(publications.name, name))
  return row
}

/** The certificate of a signing as it is served now: what was issued, whose SHA-256 is in the log, and what was added to it since. */
export async function findCertificate(
  db: Database,
  signing: Uuid,
): Promise<{ number: number; sha256: string; pdf: Uint8Array<ArrayBuffer>; updates: number } | undefined> {
  const [row] = await db
    .select()
    .from(certificates)
    .where(eq(certificates.signing, signing))
    .orderBy(desc(certificates.number))
    .limit(1)
  if (!row) return undefined
  const added = await db
    .select({ bytes: certificateUpdates.bytes })
    .from(certificateUpdates)
    .where(and(eq(certificateUpdates.signing, signing), eq(certificateUpdates.number, row.number)))
    .orderBy(asc(certificateUpdates.sequence))
  const pdf = concatBytes(bytesOf(row.pdf), ...added.map(({ bytes }) => bytesOf(bytes)))
  return { number: row.number, sha256: row.sha256, pdf, updates: added.length }
}

/** The entry that says a digest is the one of a certificate. */
export async function findIssue(db: Database, pdf: string): Promise<Views['issues'] | undefined> {
  const [row] = await db.select().from(issues).where(eq(issues.pdf, pdf)).limit(1)
  return row
}

/** Signings below a log size that have no certificate: none yet, or none that shows no more than it may. */
export async function listUncertified(db: Database, size: number): Promise<readonly Uuid[]> {
  const issued = db.select({ signing: certificates.signing }).from(certificates)
  const rows = await db
    .select({ id: signings.id })
    .from(signings)
    .where(and(lt(signings.position, size), notInArray(signings.id, issued)))
    .orderBy(signings.rank)
  return rows.map(({ id }) => id)
}
