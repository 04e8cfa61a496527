import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { draftOpening, openRegister } from '../../src/actions/open-register.ts'
import { demonstration } from '../../src/demonstration.ts'
import { readSettings } from '../../src/env.ts'
import { formatStoredKeys } from '../../src/keys/key-ring.ts'
import { makeKeys } from '../../src/keys/make-keys.ts'
import { buildParts } from '../../src/parts.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { startHranaFront, type HranaFront } from './hrana-front.ts'

/**
 * A demonstration register behind a libSQL server, open and not published yet, with the keys that its Worker needs:
 * what an operator's `npm run open` leaves behind.
 */
export async function openEdgeRegister(folder: string, origin: string): Promise<{ front: HranaFront; keys: string }> {
  const front = await startHranaFront(`file:${join(folder, 'register.db')}`)
  const db = await openDatabase({ url: front.url })
  await migrate(db, { migrationsFolder: join(import.meta.dirname, '../../drizzle') })
  const chance = (length: number) => new Uint8Array(randomBytes(length))
  const custody = { ...demonstration, origin: `${new URL(origin).host}/log`, address: origin }
  const keys = formatStoredKeys((await makeKeys(custody, Date.now(), chance)).stored)
  const parts = await buildParts({
    db,
    settings: readSettings({ ORIGIN: origin }),
    keys,
    marks: () => ({ read: async () => undefined, advance: async () => undefined }),
    later: () => undefined,
    report: () => undefined,
  })
  await openRegister(parts, draftOpening(parts, demonstration))
  db.$client.close()
  return { front, keys }
}
