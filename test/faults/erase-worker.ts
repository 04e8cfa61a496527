import { join } from 'node:path'
import { erasePerson, type ErasureWish } from '../../src/actions/erase-person.ts'
import { embeddedParts, findKeys, prepareFolder } from '../../src/embedded.ts'
import { readSettings } from '../../src/env.ts'

// A register that is started on a folder, is asked for an erasure if there is a wish, and publishes. It says what it answered.
const [folder = '', at = '', asked] = process.argv.slice(2)
const settings = readSettings({ DATA_DIR: folder })
const db = await prepareFolder(settings, join(import.meta.dirname, '../../drizzle'))
const working: Promise<unknown>[] = []
const host = {
  later: (work: Promise<unknown>) => void working.push(work),
  report: (event: unknown) => console.error(JSON.stringify(event)),
  clock: () => Number(at),
}
const parts = await embeddedParts(settings, db, host, (await findKeys(settings)) ?? '')
if (asked) {
  const wish: ErasureWish = JSON.parse(asked)
  await erasePerson(parts, wish)
  console.log('erased')
}
await Promise.all(working)
