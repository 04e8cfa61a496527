import { and, eq } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import { attempt, statement, type Database, type Statement } from '../database.ts'
import type { ProlongTry } from '../read/certificate-updates.ts'
import { certificateTries, certificateUpdates } from '../served-schema.ts'

/** A certificate: whose it is, and which of those that its signing was given. */
export type CertificateKey = { readonly signing: Uuid; readonly number: number }

/** A revision that was added to a certificate. */
export type CertificateUpdate = typeof certificateUpdates.$inferInsert

/**
 * Adds revisions to a certificate as one, and forgets what held it up. Answers whether it did: where another instance was
 * first, or the certificate was erased meanwhile, the tables object, and what was made is thrown away.
 */
export async function insertUpdates(db: Database, updates: readonly CertificateUpdate[]): Promise<boolean> {
  const [first] = updates
  if (!first) return false
  const inserts = updates.map((update) => statement(db.insert(certificateUpdates).values(update)))
  return (await attempt(db, [...inserts, forgetTry(db, first)])) === undefined
}

/** Writes down why a certificate was not prolonged; nothing where it was erased meanwhile. */
export async function keepTry(db: Database, { signing, number }: CertificateKey, failed: ProlongTry): Promise<void> {
  const kept = db
    .insert(certificateTries)
    .values({ signing, number, ...failed })
    .onConflictDoUpdate({ target: [certificateTries.signing, certificateTries.number], set: failed })
  await attempt(db, [statement(kept)])
}

function forgetTry(db: Database, { signing, number }: CertificateKey): Statement {
  const own = and(eq(certificateTries.signing, signing), eq(certificateTries.number, number))
  return statement(db.delete(certificateTries).where(own))
}
