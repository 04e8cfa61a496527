import { asc, eq, isNull } from 'drizzle-orm'
import type { ScanType } from '../../core/scan-file.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { scans, signUps } from '../private-schema.ts'

/** The scan of what was signed on paper for a sign-up. */
export async function findScan(
  db: Database,
  signUp: Uuid,
): Promise<{ mediaType: ScanType; sha256: string; bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const [row] = await db
    .select({ mediaType: scans.mediaType, sha256: scans.sha256, bytes: scans.bytes })
    .from(scans)
    .where(eq(scans.signUp, signUp))
  return row && { ...row, bytes: new Uint8Array(row.bytes) }
}

/** The ids of sign-ups that are not closed, the oldest first: what a code on paper may mean. */
export async function listOpenSignUpIds(db: Database): Promise<readonly Uuid[]> {
  const rows = await db
    .select({ id: signUps.id })
    .from(signUps)
    .where(isNull(signUps.closedAt))
    .orderBy(asc(signUps.id))
  return rows.map(({ id }) => id)
}
