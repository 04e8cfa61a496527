import { and, eq, sql } from 'drizzle-orm'
import { allOf, always, statement, type Condition, type Database, type Statement } from '../database.ts'
import type { SignedList } from '../read/lists.ts'
import type { Publication } from '../read/publications.ts'
import { erasures } from '../schema.ts'
import { lists, publications } from '../served-schema.ts'
import { insertIf } from './insert-if.ts'

/** Finds something while nobody has signed a later list than the one known; nought stands for none. */
export function stillLatestList(db: Database, sequence: number): Statement {
  return statement(
    db
      .select({ one: sql`1` })
      .from(sql`(SELECT 1)`)
      .where(isLatestList(sequence)),
  )
}

/**
 * The next list with its renderings and signatures, all of them or, where another instance was first, none: two lists
 * under one number would be two truths. The digest tells which instance a row is of.
 */
export function saveList(db: Database, list: SignedList, files: readonly Publication[]): readonly Statement[] {
  return [insertIf(db, lists, list, isLatestList(list.sequence - 1)), ...saveFiles(db, list, files)]
}

/** The list that a published copy has, unless a later one is known; its renderings only where nothing was erased since. */
export function saveReturnedList(db: Database, list: SignedList, files: readonly Publication[]): readonly Statement[] {
  const later = sql`(SELECT coalesce(max(sequence), 0) FROM ${lists}) < ${list.sequence}`
  const whole = sql`NOT EXISTS (SELECT 1 FROM ${erasures} WHERE ${erasures.position} >= ${list.size})`
  return [insertIf(db, lists, list, later), ...saveFiles(db, list, files, whole)]
}

function saveFiles(
  db: Database,
  list: SignedList,
  files: readonly Publication[],
  condition: Condition = always,
): readonly Statement[] {
  const own = and(eq(lists.sequence, list.sequence), eq(lists.sha256, list.sha256))
  const saved = allOf(
    sql`EXISTS ${db
      .select({ one: sql`1` })
      .from(lists)
      .where(own)}`,
    condition,
  )
  return files.flatMap((file) => [
    statement(db.delete(publications).where(and(eq(publications.name, file.name), saved))),
    insertIf(db, publications, file, saved),
  ])
}

/** Notes up to which size the latest list was held against the log. */
export function noteSeen(db: Database, sequence: number, size: number): Statement {
  return statement(
    db
      .update(lists)
      .set({ seen: size })
      .where(and(eq(lists.sequence, sequence), sql`${lists.seen} < ${size}`)),
  )
}

function isLatestList(sequence: number): Condition {
  return sql`(SELECT coalesce(max(sequence), 0) FROM ${lists}) = ${sequence}`
}
