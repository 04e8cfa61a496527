import { existsSync } from 'node:fs'
import { copyFile, rename, rm } from 'node:fs/promises'
import type { Instant } from '../core/day.ts'
import { backupsOfFolder, filesOf, findKeys, prepareDatabase } from '../embedded.ts'
import { SettingRefused, type Settings } from '../env.ts'
import { importKeys, parseStoredKeys } from '../keys/key-ring.ts'
import { foldIntoOne, isSound, makeSafe } from '../storage/backup-folder.ts'
import { scrub, type Database } from '../storage/database.ts'
import { logSize } from '../storage/read/entries.ts'
import { listRotations } from '../storage/read/rotations.ts'
import { settleRestored } from '../storage/write/settle-restored.ts'

/** What a database may lie in beside its file, where its program was killed. */
const besides = ['-wal', '-shm']

/** How many entries the log of the copy has, and where the database is that was there before. */
type PutBack = { size: number; kept: string | undefined }

/**
 * Puts a copy in the place of a folder's database. Die anywhere before the last step, and the database is as it was; after
 * it, it is the copy. The mark is left alone: it knows what the copy lacks.
 */
export async function putBack(
  settings: Settings,
  file: string,
  { migrations, at }: { migrations: string; at: Instant },
): Promise<PutBack> {
  const { path } = filesOf(settings)
  await assureStopped(path)
  const staged = `${path}.restoring`
  await stage(file, staged)
  const db = await prepareDatabase({ url: `file:${staged}` }, migrations)
  await assureOwn(settings, db)
  await settleRestored(db, at)
  const size = await logSize(db)
  // Only the file itself is put in the place of the other one.
  if (!(await scrub(db))) throw new Error('somebody works with the copy')
  db.$client.close()
  await makeSafe(staged)

  const kept = existsSync(path) ? await keepPresent(settings, at) : undefined
  await assureStopped(path)
  // What is left of one that is damaged would be taken for a part of the copy.
  await remove(path, besides)
  await rename(staged, path)
  await makeSafe(settings.dataDir)
  await remove(staged, besides)
  return { size, kept }
}

/** Somebody who has it open would go on with the file that is taken away. */
async function assureStopped(path: string): Promise<void> {
  if (existsSync(path) && !(await foldIntoOne(path)))
    throw new SettingRefused('The register is running, or another command works with it. Stop it first.')
}

async function stage(file: string, staged: string): Promise<void> {
  await remove(staged, ['', ...besides])
  // One that was copied by hand, from under a register that was killed, may have a part of it beside it.
  await copyFile(file, staged)
  if (existsSync(`${file}-wal`)) await copyFile(`${file}-wal`, `${staged}-wal`)
  if (!(await isSound(staged))) throw new SettingRefused(`${file} is not a whole database. Take another copy.`)
}

/** Somebody else's register, or one of before, would be signed by keys that are not its own. */
async function assureOwn(settings: Settings, db: Database): Promise<void> {
  const keys = await findKeys(settings)
  if (!keys) throw new SettingRefused(`${filesOf(settings).keys} is missing. Put the keys of this register back first.`)
  const held = (await importKeys(parseStoredKeys(keys))).logs.map(({ vkey }) => vkey)
  const named = (await listRotations(db)).flatMap(({ use, key }) => (use === 'log' ? [key] : []))
  if (!held.some((vkey) => named.includes(vkey)))
    throw new SettingRefused('This is a copy of another register: its log names none of the keys in this folder.')
}

/** The database of now is a copy like any other; one that is damaged is put aside as it is. */
async function keepPresent(settings: Settings, at: Instant): Promise<string> {
  const { path } = filesOf(settings)
  if (await isSound(path)) return backupsOfFolder(settings).make(at)
  const damaged = `${path}.damaged`
  await copyFile(path, damaged)
  return damaged
}

async function remove(path: string, endings: readonly string[]): Promise<void> {
  await Promise.all(endings.map((ending) => rm(`${path}${ending}`, { force: true })))
}
