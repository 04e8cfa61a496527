import { and, asc, count, desc, eq, max, sql } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { ProlongTrouble } from '../../core/prolonging.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { certificates, certificateTries, certificateUpdates } from '../served-schema.ts'

/** A time-stamp of a certificate: the host that gave it, its policy and number, its time, and until when it counts. */
export type KeptStamp = {
  readonly authority: string
  readonly policy: string
  readonly serial: string
  readonly stampedAt: Instant
  readonly holdsUntil: Instant
}

/** Why a certificate was not prolonged when that was last tried, since when it fails, and when it is tried again. */
export type ProlongTry = {
  readonly trouble: ProlongTrouble
  readonly failingSince: Instant
  readonly triedAt: Instant
  readonly againAt: Instant
}

/** How often the present certificate of a signing was added to, the time-stamps among that, and what holds it up. */
export type Prolonged = {
  readonly updates: number
  readonly stamps: readonly KeptStamp[]
  readonly failed: ProlongTry | undefined
}

/** What the present certificate of a signing was given since it was issued; its bytes are not read. */
export async function findProlonged(db: Database, signing: Uuid): Promise<Prolonged> {
  const number = db
    .select({ number: max(certificates.number) })
    .from(certificates)
    .where(eq(certificates.signing, signing))
  const { authority, policy, serial, stampedAt, holdsUntil } = certificateUpdates
  const rows = await db
    .select({ authority, policy, serial, stampedAt, holdsUntil })
    .from(certificateUpdates)
    .where(and(eq(certificateUpdates.signing, signing), eq(certificateUpdates.number, number)))
    .orderBy(asc(certificateUpdates.sequence))
  const { trouble, failingSince, triedAt, againAt } = certificateTries
  const [failed] = await db
    .select({ trouble, failingSince, triedAt, againAt })
    .from(certificateTries)
    .where(and(eq(certificateTries.signing, signing), eq(certificateTries.number, number)))
  return { updates: rows.length, stamps: rows.flatMap((row) => (isStamp(row) ? [row] : [])), failed }
}

/** Whether no certificate is to be prolonged for now: the last one got no time-stamp, and the authorities are left alone. */
export async function isHeldUp(db: Database, now: Instant): Promise<boolean> {
  const held = sql`${certificateTries.trouble} = 'no-time-stamp' AND ${certificateTries.againAt} > ${now}`
  return (
    (
      await db
        .select({ one: sql`1` })
        .from(certificateTries)
        .where(held)
        .limit(1)
    ).length > 0
  )
}

/**
 * Signings whose certificates are to be prolonged now: who failed first is tried first, then those that nobody has stamped yet,
 * the newest first since somebody waits for it, then those whose time-stamp is about to run out.
 */
export async function listUnprolonged(db: Database, now: Instant, most: number): Promise<readonly Uuid[]> {
  const rows = await db.all<{ signing: Uuid }>(sql`SELECT waiting.signing AS signing ${unprolonged(now)}
    WHERE coalesce(tries.again_at <= ${now}, 1)
    ORDER BY coalesce(tries.trouble = 'no-time-stamp', 0) DESC, waiting.due, waiting.newest DESC LIMIT ${most}`)
  return rows.map(({ signing }) => signing)
}

/** How many certificates wait to be prolonged. */
export async function countUnprolonged(db: Database, now: Instant): Promise<number> {
  const [row] = await db.all<{ waiting: number }>(sql`SELECT ${count()} AS waiting ${unprolonged(now)}`)
  return row?.waiting ?? 0
}

/** The last certificate that could not be prolonged, why, and when it is tried again. */
export async function findLastTry(db: Database): Promise<ProlongTry | undefined> {
  const { trouble, failingSince, triedAt, againAt } = certificateTries
  const [last] = await db
    .select({ trouble, failingSince, triedAt, againAt })
    .from(certificateTries)
    .orderBy(desc(triedAt))
    .limit(1)
  return last
}

/**
 * Certificates that have no time-stamp over all that they are judged by, which is their third revision, and those whose last
 * one has to be taken over.
 */
function unprolonged(now: Instant) {
  return sql`FROM (
      SELECT signing, number, NULL AS due, rowid AS newest FROM certificates AS issued
        WHERE number = (SELECT max(number) FROM certificates AS one WHERE one.signing = issued.signing)
          AND NOT EXISTS (SELECT 1 FROM certificate_updates AS added
            WHERE added.signing = issued.signing AND added.number = issued.number AND sequence = 3)
      UNION ALL
      SELECT signing, number, due, 0 FROM certificate_updates AS last
        WHERE due <= ${now} AND sequence >= 3
          AND number = (SELECT max(number) FROM certificates AS one WHERE one.signing = last.signing)
          AND NOT EXISTS (SELECT 1 FROM certificate_updates AS added
            WHERE added.signing = last.signing AND added.number = last.number AND added.sequence = last.sequence + 2)
    ) AS waiting LEFT JOIN certificate_tries AS tries ON tries.signing = waiting.signing AND tries.number = waiting.number`
}

function isStamp(row: { [Fact in keyof KeptStamp]: KeptStamp[Fact] | null }): row is KeptStamp {
  return Object.values(row).every((fact) => fact !== null)
}
