import { createClient, LibsqlError, type InStatement, type InValue, type ResultSet } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { sql, type SQL } from 'drizzle-orm'

/** The register's database: an embedded file or a libSQL primary over HTTP. */
export type Database = LibSQLDatabase & { $client: ReturnType<typeof createClient> }

/** One statement of a batch. */
export type Statement = { sql: string; args: InValue[] }

/** Opens a `file:` or `http(s):` database. A file waits for other writers instead of failing. */
export async function openDatabase(place: { url: string; token?: string; swift?: boolean }): Promise<Database> {
  const client = createClient({
    url: place.url,
    ...(place.token && { authToken: place.token }),
    // What is set below counts for one connection, and on a file every statement waits for the one before it anyway. Over
    // HTTP nobody waits for anybody: on a Worker, one request that waits in a queue for another one may wait for ever.
    ...(place.url.startsWith('file:') ? { timeout: 5000, concurrency: 1 } : { concurrency: Infinity }),
  })
  if (place.url.startsWith('file:')) {
    await client.execute('PRAGMA journal_mode = WAL')
    await client.execute('PRAGMA busy_timeout = 5000')
    await client.execute('PRAGMA secure_delete = ON')
    // Unless told otherwise, a write is on the disk before it is answered.
    if (place.swift) await client.execute('PRAGMA synchronous = NORMAL')
  }
  return drizzle(client)
}

/**
 * Takes what was deleted out of a file and its write-ahead log: deleting overwrites, and this moves it to the file. Answers
 * whether it did; a primary elsewhere keeps copies for as long as its host does.
 */
export async function scrub(db: Database): Promise<boolean> {
  if (db.$client.protocol !== 'file') return false
  const { rows } = await db.$client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  return rows[0]?.['busy'] === 0
}

/** What drizzle built, for a batch of the driver: drizzle's own batch begins deferred and two writers would collide. */
export function statement(query: { toSQL: () => { sql: string; params: unknown[] } }): Statement {
  const { sql: text, params } = query.toSQL()
  return { sql: text, args: params.map(asArgument) }
}

/** Writes all statements or none, beginning IMMEDIATE; one alone is all or nothing as it is. */
export async function write(db: Database, statements: readonly InStatement[]): Promise<ResultSet[]> {
  const [first, ...more] = statements
  const done =
    first && more.length === 0 ? [await db.$client.execute(first)] : await db.$client.batch([...statements], 'write')
  await giveWay(db)
  return done
}

/**
 * Lets others have a turn. A file answers at once: many questions one after the other would keep everybody waiting, and the
 * memory of what the driver prepared is given back only in a turn of its own.
 */
export async function giveWay(db: Database): Promise<void> {
  if (db.$client.protocol === 'file') await new Promise((resolve) => setImmediate(resolve))
}

/** The same, where the tables may object: gives back what they objected to, and then nothing was written. */
export async function attempt(db: Database, statements: readonly InStatement[]): Promise<LibsqlError | undefined> {
  try {
    await write(db, statements)
    return undefined
  } catch (error) {
    // A primary elsewhere says no more of it than this.
    if (error instanceof LibsqlError && error.code.startsWith('SQLITE_CONSTRAINT')) return error
    throw error
  }
}

/** What has to hold at the moment of writing. */
export type Condition = SQL

/** The condition that always holds. */
export const always: Condition = sql`1`

/** The condition that holds where all of some hold. */
export function allOf(...conditions: readonly Condition[]): Condition {
  return sql.join([...conditions], sql` AND `)
}

/** The condition that holds where another does not. */
export function not(condition: Condition): Condition {
  return sql`NOT (${condition})`
}

/** Whether a condition holds now. */
export async function holds(db: Database, condition: Condition): Promise<boolean> {
  const [row] = await db.all<{ held: number }>(sql`SELECT (${condition}) AS held`)
  return row?.held === 1
}

/** A condition: the entry of this attempt is in the log. What belongs to an entry is written only where this holds. */
export function written(id: string): Condition {
  return sql`EXISTS (SELECT 1 FROM entries WHERE id = ${id})`
}

/** A value as the driver takes it. */
export function asArgument(value: unknown): InValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Uint8Array) return value
  throw new TypeError('not a value of the database')
}
