import { join } from 'node:path'
import { prepareDatabase, prepareFolder } from '../embedded.ts'
import { readDatabase, readSettings } from '../env.ts'
import { rebuildViews } from '../storage/write/rebuild.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  const migrations = join(import.meta.dirname, '../../drizzle')
  const remote = readDatabase(process.env)
  const db = remote
    ? await prepareDatabase(remote, migrations)
    : await prepareFolder(readSettings(process.env), migrations)
  const entries = await rebuildViews(db)
  console.log(`Made every view anew from ${entries} entries and their disclosures.`)
})
