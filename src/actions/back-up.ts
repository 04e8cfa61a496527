import type { Instant } from '../core/day.ts'
import { backupsToKeep } from '../core/backup-rule.ts'
import { scrub } from '../storage/database.ts'
import { now, type Parts } from './parts.ts'

/** Makes a copy of the database where its host keeps copies, and removes those that have had their time. */
export async function backUp(parts: Parts): Promise<void> {
  const { backups, limits } = parts
  if (!backups) return
  const tidy = async () => backups.retain(backupsToKeep(await backups.list(), now(parts), limits.backupDays))
  // First of all: a disk that is full must not keep what was promised to be gone.
  await tidy()
  if (limits.backupDays === 0) return
  await backups.make(now(parts))
  await tidy()
  // Whoever erased meanwhile could not take what they erased out of the write-ahead log: the copy was still reading it.
  await scrub(parts.db)
}

/** When the copies that there are were made, the newest last, and how long each is kept; none where somebody else keeps them. */
export type ToldBackups = { made: readonly Instant[] | undefined; days: number }

/** What is known of copies of the database. */
export async function tellBackups({ backups, limits }: Pick<Parts, 'backups' | 'limits'>): Promise<ToldBackups> {
  return { made: await backups?.list(), days: limits.backupDays }
}
