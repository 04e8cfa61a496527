import { and, asc, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm'
import { parseDisclosure, type Disclosure } from '../../core/disclosure.ts'
import { parseLeaf, type Entry } from '../../core/entry.ts'
import type { Recorded } from '../../core/recorded.ts'
import { giveWay, type Database } from '../database.ts'
import { disclosures, entries } from '../schema.ts'

/** An entry with its place in the log and its exact leaf. */
export type Appended = { position: number; entry: Entry; leaf: Uint8Array }

/** How many entries the log has, published or not. */
export async function logSize(db: Database): Promise<number> {
  const [row] = await db.select({ size: sql<number>`coalesce(max(${entries.position}) + 1, 0)` }).from(entries)
  return row?.size ?? 0
}

/** The entries that one act put into the log, all of them and in their order, if it did. */
export async function findAppended(db: Database, key: string): Promise<readonly Appended[] | undefined> {
  // `;` is the character after `:`, so this is every key that begins with ours; other acts may have longer ones.
  const family = and(gte(entries.key, `${key}:`), lt(entries.key, `${key};`))
  const rows = await db.select().from(entries).where(family).orderBy(asc(entries.position))
  const own = rows.filter((row) => /^\d+$/.test(row.key.slice(key.length + 1)))
  return own.length > 0 ? own.map(appended) : undefined
}

/** The entry at a position. */
export async function findEntryAt(db: Database, position: number): Promise<Appended | undefined> {
  const [row] = await db.select().from(entries).where(eq(entries.position, position))
  return row && appended(row)
}

/** Every disclosure of an entry that is still held. */
export async function listDisclosures(db: Database, position: number): Promise<readonly Disclosure[]> {
  const rows = await db
    .select()
    .from(disclosures)
    .where(eq(disclosures.position, position))
    .orderBy(asc(disclosures.digest))
  return rows.map(disclosed)
}

/** Some entries with their disclosures in the order of the log; all of them unless told which. */
export async function listRecorded(db: Database, which?: SQL): Promise<readonly Recorded[]> {
  const wanted = db.select({ position: entries.position }).from(entries).where(which)
  const [rows, told] = await db.batch([
    db.select().from(entries).where(which).orderBy(asc(entries.position)),
    db
      .select()
      .from(disclosures)
      .where(which && inArray(disclosures.position, wanted))
      .orderBy(asc(disclosures.digest)),
  ])
  const byPosition = Map.groupBy(told, ({ position }) => position)
  return rows.map((row) => ({
    position: row.position,
    entry: parseLeaf(bytesOf(row.leaf)),
    disclosures: (byPosition.get(row.position) ?? []).map(disclosed),
  }))
}

/** So many entries are read at once: all of a long log would not fit into a small machine. */
const slice = 2048

/** The first entries of the log, one slice after the other; between two of them others get their turn. */
export async function* sliceRecorded(db: Database, size: number): AsyncGenerator<readonly Recorded[]> {
  for (let from = 0; from < size; from += slice) {
    const to = Math.min(size, from + slice)
    yield await listRecorded(db, and(gte(entries.position, from), lt(entries.position, to)))
    await giveWay(db)
  }
}

function appended(row: typeof entries.$inferSelect): Appended {
  const leaf = bytesOf(row.leaf)
  return { position: row.position, entry: parseLeaf(leaf), leaf }
}

function disclosed(row: typeof disclosures.$inferSelect): Disclosure {
  const { digest, text, public: shown } = row
  return { digest, text, public: shown, ...parseDisclosure(text) }
}

/** A blob as bytes: the driver hands out an ArrayBuffer. */
export function bytesOf(blob: Uint8Array | ArrayBuffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(blob)
}
