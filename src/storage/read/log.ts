import { and, asc, desc, eq, gte, lt, lte, sql } from 'drizzle-orm'
import { nextDay, startOfLondonDay, type FullDay, type Instant } from '../../core/day.ts'
import { sha256 } from '../../encoding/sha256.ts'
import {
  hashesAmong,
  hashOfSubtree,
  rangesOfSubtree,
  type HashAt,
  type HashRange,
  type StoredHash,
} from '../../log/stored-hashes.ts'
import type { Database } from '../database.ts'
import { checkpoints, entries, published, tileHashes } from '../schema.ts'
import { cosignatures } from '../witness-schema.ts'
import { bytesOf } from './entries.ts'

/** A checkpoint as it was signed and stored. */
export type StoredCheckpoint = { size: number; root: Uint8Array<ArrayBuffer>; note: string; signedAt: Instant }

/** The largest checkpoint that was signed, published or not: the next one continues it. */
export async function findLatestCheckpoint(db: Database): Promise<StoredCheckpoint | undefined> {
  const [row] = await db.select().from(checkpoints).orderBy(desc(checkpoints.size)).limit(1)
  return row && { ...row, root: bytesOf(row.root) }
}

/** The largest checkpoint that the world may see, with every cosignature that is held of it. */
export async function findPublished(db: Database): Promise<StoredCheckpoint | undefined> {
  const size = sql`(SELECT max(${published.size}) FROM ${published})`
  const [[row], lines] = await db.batch([
    db.select().from(checkpoints).where(eq(checkpoints.size, size)),
    db
      .select({ line: cosignatures.line })
      .from(cosignatures)
      .where(eq(cosignatures.size, size))
      .orderBy(asc(cosignatures.name), asc(cosignatures.keyId)),
  ])
  return row && { ...row, root: bytesOf(row.root), note: row.note + lines.map(({ line }) => `${line}\n`).join('') }
}

/** The size of the largest checkpoint that the world could see by the end of a day. */
export async function findPublishedSizeOn(db: Database, day: FullDay): Promise<number | undefined> {
  const [row] = await db
    .select({ size: published.size })
    .from(published)
    .where(lt(published.at, startOfLondonDay(nextDay(day))))
    .orderBy(desc(published.size))
    .limit(1)
  return row?.size
}

/** The checkpoint of a size. */
export async function findCheckpoint(db: Database, size: number): Promise<StoredCheckpoint | undefined> {
  const [row] = await db.select().from(checkpoints).where(eq(checkpoints.size, size))
  return row && { ...row, root: bytesOf(row.root) }
}

/** The root that a log had at a size: as it was signed, or as the stored hashes give it; none where some are missing. */
export async function findRoot(db: Database, size: number): Promise<Uint8Array | undefined> {
  const signed = await findCheckpoint(db, size)
  if (signed) return signed.root
  const ranges = rangesOfSubtree(0, size)
  const held = await listHashes(db, ranges)
  const whole = held.length === ranges.reduce((count, { from, to }) => count + to - from, 0)
  return whole ? hashOfSubtree(sha256, 0, size, hashesAmong(held)) : undefined
}

/** Loads stored hashes of some ranges in one round trip. */
export async function loadHashes(db: Database, ranges: readonly HashRange[]): Promise<HashAt> {
  return hashesAmong(await listHashes(db, ranges))
}

/** The stored hashes of some ranges, each range in order. */
export async function listHashes(db: Database, ranges: readonly HashRange[]): Promise<readonly StoredHash[]> {
  const queries = ranges.map(({ level, from, to }) =>
    level === 0
      ? db
          .select({ position: entries.position, hash: entries.leafHash })
          .from(entries)
          .where(and(gte(entries.position, from), lt(entries.position, to)))
          .orderBy(asc(entries.position))
      : db
          .select({ position: tileHashes.position, hash: tileHashes.hash })
          .from(tileHashes)
          .where(and(eq(tileHashes.level, level), gte(tileHashes.position, from), lt(tileHashes.position, to)))
          .orderBy(asc(tileHashes.position)),
  )
  const [first, ...rest] = queries
  if (!first) return []
  const answers = await db.batch([first, ...rest])
  return answers.flatMap((rows, n) =>
    rows.map(({ position, hash }) => ({ level: ranges[n]?.level ?? 0, position, hash: bytesOf(hash) })),
  )
}

/** The leaves of some entries, in order. */
export async function listLeaves(db: Database, from: number, to: number): Promise<readonly Uint8Array[]> {
  const rows = await db
    .select({ leaf: entries.leaf })
    .from(entries)
    .where(and(gte(entries.position, from), lte(entries.position, to - 1)))
    .orderBy(asc(entries.position))
  return rows.map(({ leaf }) => bytesOf(leaf))
}
