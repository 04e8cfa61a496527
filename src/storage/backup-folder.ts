import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import Engine from 'libsql/promise'
import { parseInstant, type Instant } from '../core/day.ts'
import type { Backups } from './backups.ts'

/**
 * Copies in a folder of the same machine, readable by its owner only. The engine reads one state of the file on a thread of
 * its own, so nobody waits; the copy holds nothing that was deleted.
 */
export function backupsInFolder(folder: string, database: string): Backups {
  const names = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return readdir(folder)
  }
  return {
    list: async () => (await names()).flatMap(momentOf).toSorted(),
    make: async (at) => {
      await names()
      const path = join(folder, nameOf(at))
      const unfinished = `${path}.new`
      for (const left of [unfinished, `${unfinished}-journal`]) await rm(left, { force: true })
      // The engine writes into a file that is there and empty, and leaves its mode alone.
      await (await open(unfinished, 'wx', 0o600)).close()
      await ask(database, 'SELECT 1', `VACUUM INTO '${unfinished.replaceAll("'", "''")}'`)
      if (!(await isSound(unfinished))) throw new Error('the copy of the database is not sound')
      await makeSafe(unfinished)
      await rename(unfinished, path)
      await makeSafe(folder)
      return path
    },
    retain: async (kept) => {
      const gone = (await names()).filter((name) => {
        // Killed on its way, one leaves the engine's journal beside it.
        const [at] = momentOf(name.replace(/\.new(-journal)?$/, ''))
        return at !== undefined && !(kept.has(at) && name.endsWith('.db'))
      })
      await Promise.all(gone.map((name) => rm(join(folder, name))))
    },
  }
}

/** Whether a file is a whole database. */
export async function isSound(path: string): Promise<boolean> {
  const look = `CREATE TEMP TABLE looked AS SELECT integrity_check AS said FROM pragma_integrity_check(1, 'main')`
  const [said] = await Promise.allSettled([ask(path, 'SELECT said FROM looked', look)])
  return said.status === 'fulfilled' && said.value === 'ok'
}

/**
 * Brings a database whose program was stopped, or killed, into one file; false where somebody has it open. A file that is
 * no database nobody can work with.
 */
export async function foldIntoOne(path: string): Promise<boolean> {
  const [folded] = await Promise.allSettled([ask(path, 'PRAGMA journal_mode = DELETE')])
  return folded.status === 'fulfilled' ? folded.value === 'delete' : folded.reason?.code !== 'SQLITE_BUSY'
}

/** What the engine answers first, after work that it does on a thread of its own. */
async function ask(path: string, question: string, work = ''): Promise<unknown> {
  const engine = new Engine(path, { timeout: 5000 })
  try {
    await engine.exec(work)
    const statement = await engine.prepare(question)
    const [answer]: readonly unknown[] = statement.raw().get()
    return answer
  } finally {
    engine.close()
  }
}

/** From here on a power cut leaves what was written to a file, or which files are in a folder. */
export async function makeSafe(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** `2026-03-04T10:15:00Z` without what some file systems refuse in a name. */
function nameOf(at: Instant): string {
  return `${at.replaceAll(/[-:]/g, '')}.db`
}

function momentOf(name: string): readonly Instant[] {
  const [, date, time] = /^(\d{8})T(\d{6})Z\.db$/.exec(name) ?? []
  if (!date || !time) return []
  const day = date.replace(/(....)(..)(..)/, '$1-$2-$3')
  return [parseInstant(`${day}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`)]
}
