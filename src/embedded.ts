import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from 'drizzle-orm/libsql/migrator'
import type { Parts } from './actions/parts.ts'
import { SettingRefused, type Settings } from './env.ts'
import { formatStoredKeys } from './keys/key-ring.ts'
import { makeKeys } from './keys/make-keys.ts'
import { buildParts } from './parts.ts'
import { openDatabase, type Database } from './storage/database.ts'
import { markInFile } from './storage/mark-file.ts'
import { findRegister } from './storage/read/register.ts'

/** The files of an embedded register. */
export function filesOf({ dataDir }: Pick<Settings, 'dataDir'>) {
  const file = (name: string) => join(dataDir, name)
  return {
    database: `file:${file('register.db')}`,
    keys: file('keys.json'),
    rootKey: file('seal-root-key.txt'),
    mark: file('mark'),
    link: file('coordinator-link.txt'),
  }
}

/** Opens the database of a folder, makes the folder where there is none, and brings the tables up to date. */
export async function prepareFolder(settings: Settings, migrations: string): Promise<Database> {
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 })
  const db = await openDatabase({ url: filesOf(settings).database })
  await migrate(db, { migrationsFolder: migrations })
  return db
}

/** The parts of an embedded register, from its folder. */
export async function embeddedParts(
  settings: Settings,
  db: Database,
  host: Pick<Parts, 'later' | 'report'>,
): Promise<Parts> {
  const files = filesOf(settings)
  const keys = await readFile(files.keys, 'utf8')
  return buildParts({
    ...host,
    db,
    origin: settings.origin,
    accent: settings.accent,
    keys,
    mark: markInFile(files.mark),
  })
}

/** Whether a folder holds an open register; a register without its keys is not one that may go on. */
export async function isOpen(settings: Settings, db: Database): Promise<boolean> {
  const register = await findRegister(db)
  if (register && !(await exists(filesOf(settings).keys))) {
    throw new SettingRefused(
      `${filesOf(settings).keys} is missing. Put the keys of this register back: it cannot go on with others.`,
    )
  }
  return register !== undefined
}

/** Makes the keys of a new register, readable by their owner only. The root's key is apart, because it belongs offline. */
export async function makeKeyFiles(settings: Settings, custodian: string, demonstration: boolean): Promise<void> {
  const files = filesOf(settings)
  // Die between this and the opening: the keys are there, and the next start opens with them.
  if (await exists(files.keys)) return
  const { host } = new URL(settings.origin)
  const custody = { origin: `${host}/log`, address: settings.origin, custodian, demonstration }
  const { stored, rootKey } = await makeKeys(custody, Date.now(), (length) => new Uint8Array(randomBytes(length)))
  // A demonstration never signs another seal key; what is not kept cannot be lost.
  if (!demonstration) await writePrivate(files.rootKey, `${rootKey}\n`)
  await writePrivate(files.keys, formatStoredKeys(stored))
}

/** Writes a file that nobody but its owner may read. */
export async function writePrivate(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 })
  // The mode counts only where the file is new.
  await chmod(path, 0o600)
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  )
}
