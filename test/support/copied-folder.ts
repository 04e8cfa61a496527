import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parts } from '../../src/actions/parts.ts'
import { embeddedParts, findKeys, prepareFolder } from '../../src/embedded.ts'
import { readSettings } from '../../src/env.ts'
import { checkpoints } from '../../src/storage/schema.ts'

/** The database's own migrations, as every host applies them. */
export const migrations = join(import.meta.dirname, '../../drizzle')

/** A copy of a register's folder that nobody has open. */
export function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'register-'))
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** Starts the register of a folder in this process; its clock stands still. */
export async function startHere(folder: string, at: number) {
  const settings = readSettings({ DATA_DIR: folder })
  const db = await prepareFolder(settings, migrations)
  const working: Promise<unknown>[] = []
  const host = { later: (work: Promise<unknown>) => void working.push(work), report: () => undefined, clock: () => at }
  const parts = await embeddedParts(settings, db, host, (await findKeys(settings)) ?? '')
  return { parts, settle: async () => Promise.all(working), stop: () => db.$client.close() }
}

/** Every note that a register has signed, by its size. */
export async function notesOf({ db }: Pick<Parts, 'db'>): Promise<ReadonlyMap<number, string>> {
  const rows = await db.select().from(checkpoints)
  return new Map(rows.map(({ size, note }) => [size, note]))
}
