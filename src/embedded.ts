import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { migrate } from 'drizzle-orm/libsql/migrator'
import type { Parts } from './actions/parts.ts'
import type { House } from './app.ts'
import { SettingRefused, type Settings } from './env.ts'
import { draftOpening, openRegister, type OpeningPlan } from './actions/open-register.ts'
import { formatStoredKeys } from './keys/key-ring.ts'
import { makeKeys } from './keys/make-keys.ts'
import { carryByNotify } from './mail/notify.ts'
import { carryBySmtp } from './mail/smtp.ts'
import { buildParts, outside } from './parts.ts'
import { openDatabase, scrub, type Database } from './storage/database.ts'
import type { Mark } from './storage/mark.ts'
import { backupsInFolder } from './storage/backup-folder.ts'
import type { Backups } from './storage/backups.ts'
import { markInFile, readIfThere } from './storage/mark-file.ts'
import { eraseAgain } from './storage/write/erasure.ts'
import { refreshViews } from './storage/write/rebuild.ts'

/** The files of an embedded register. */
export function filesOf({ dataDir }: Pick<Settings, 'dataDir'>) {
  const file = (name: string) => join(dataDir, name)
  return {
    path: file('register.db'),
    database: `file:${file('register.db')}`,
    keys: file('keys.json'),
    rootKey: file('seal-root-key.txt'),
    link: file('coordinator-link.txt'),
  }
}

/** Where `npm run bundle` puts the files that are served as they are. `top` is where the program is installed. */
export function siteOf(top: string): string {
  return join(top, '.out/public')
}

/** The site's own files, as pages name them and as they are read. */
export async function openSite(top: string): Promise<Pick<House, 'assets' | 'readAsset'>> {
  const readAsset = (name: string) => readFile(join(siteOf(top), 'assets', name), 'utf8')
  return { assets: JSON.parse(await readAsset('manifest.json')), readAsset }
}

/** Opens the database of a folder, makes the folder where there is none, and brings the tables up to date. */
export async function prepareFolder(settings: Settings, migrations: string): Promise<Database> {
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 })
  return prepareDatabase({ url: filesOf(settings).database }, migrations)
}

/**
 * Opens a database and brings its tables up to date, and its views where this version makes others of the same log. Die
 * between the two: the views still say which version made them, and the next start goes on.
 */
export async function prepareDatabase(place: { url: string; token?: string }, migrations: string): Promise<Database> {
  const db = await openDatabase(place)
  await migrate(db, { migrationsFolder: migrations })
  await refreshViews(db)
  // Died behind an erasure, or a backup was put back: what was erased is gone from here on.
  await eraseAgain(db)
  await scrub(db)
  return db
}

/** What a host brings; a clock only where time is not the world's, and copies only where it keeps them. */
export type Surrounding = Pick<Parts, 'later' | 'report'> & Partial<Pick<Parts, 'clock' | 'backups'>>

/** The parts of an embedded register, with the keys in its folder or with new ones. */
export async function embeddedParts(settings: Settings, db: Database, host: Surrounding, keys: string): Promise<Parts> {
  return buildParts({
    ...host,
    db,
    settings,
    keys,
    ...(settings.mail.carrier !== 'mailbox' && {
      outbox: await openDatabase({ url: filesOf(settings).database, swift: true }),
    }),
    post: postOf(settings, { ...outside, ...host }),
    marks: (name) => markInFile(join(settings.dataDir, name)),
  })
}

/** The carrier of the settings: a machine of one's own speaks SMTP as well. */
function postOf({ mail }: Pick<Settings, 'mail'>, world: Pick<Parts, 'ask' | 'clock'>): Parts['post'] {
  if (mail.carrier === 'smtp') return carryBySmtp(mail)
  return mail.carrier === 'notify' ? carryByNotify(mail, world) : { kind: 'mailbox' }
}

/** The high-water mark of a folder. */
export function markOfFolder({ dataDir }: Pick<Settings, 'dataDir'>): Mark {
  return markInFile(join(dataDir, 'mark'))
}

/** The copies of a folder's database. */
export function backupsOfFolder(
  settings: Pick<Settings, 'dataDir'>,
  folder = join(settings.dataDir, 'backups'),
): Backups {
  return backupsInFolder(folder, filesOf(settings).path)
}

/** The keys of a folder, if there are any. */
export async function findKeys(settings: Settings): Promise<string | undefined> {
  return readIfThere(filesOf(settings).keys)
}

/** Keys for a new register, not kept yet. */
async function makeNewKeys(
  settings: Settings,
  plan: OpeningPlan,
  at: number,
): Promise<{ keys: string; rootKey: string }> {
  const { custodian, demonstration } = plan
  const custody = { origin: `${new URL(settings.origin).host}/log`, address: settings.origin, custodian, demonstration }
  const { stored, rootKey } = await makeKeys(custody, at, (length) => new Uint8Array(randomBytes(length)))
  return { keys: formatStoredKeys(stored), rootKey }
}

/**
 * Opens a register: the plan is tried, then its keys are kept, then the log begins. Die before the keys are kept: nothing
 * happened. Die after it: they lie there and have signed nothing; a demonstration goes on with them, and `open` asks its operator.
 */
export async function openWithKeys(
  settings: Settings,
  db: Database,
  host: Surrounding,
  plan: OpeningPlan,
): Promise<Parts> {
  const files = filesOf(settings)
  const held = await findKeys(settings)
  const { keys, rootKey } = held
    ? { keys: held, rootKey: undefined }
    : await makeNewKeys(settings, plan, (host.clock ?? outside.clock)())
  const parts = await embeddedParts(settings, db, host, keys)
  await assureUnused(parts)
  const draft = draftOpening(parts, plan)
  // A demonstration never signs another seal key; what is not kept cannot be lost.
  if (rootKey && !plan.demonstration) await writePrivate(files.rootKey, `${rootKey}\n`)
  await writePrivate(files.keys, keys)
  await writePrivate(files.link, `${await openRegister(parts, draft)}\n`)
  return parts
}

/** Keys that have signed a log never begin another one: whoever holds a checkpoint of the first would see two. */
async function assureUnused({ mark }: Parts): Promise<void> {
  const signed = await mark.read()
  if (!signed || signed.size === 0) return
  throw new SettingRefused(
    `The database is empty, and its log has had ${signed.size} entries. Put it back, or bring the log back from a published copy: npm run import -- FOLDER, or its address.`,
  )
}

/** Keeps the keys of a folder, in place of those that were there. */
export async function keepKeys(settings: Settings, keys: string): Promise<void> {
  await writePrivate(filesOf(settings).keys, keys)
}

/** Writes a file that nobody but its owner may read. A power cut leaves the old one or the new one, and never a part. */
export async function writePrivate(path: string, text: string): Promise<void> {
  const unfinished = `${path}.new`
  // The mode counts only where the file is new.
  await rm(unfinished, { force: true })
  const file = await open(unfinished, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
  // The log may name a key next, and then the file has to have its name for good.
  const folder = await open(dirname(path))
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
