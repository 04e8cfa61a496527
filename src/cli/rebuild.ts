import { join } from 'node:path'
import { prepareFolder } from '../embedded.ts'
import { readSettings } from '../env.ts'
import { rebuildViews } from '../storage/write/rebuild.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  const settings = readSettings(process.env)
  const db = await prepareFolder(settings, join(import.meta.dirname, '../../drizzle'))
  const entries = await rebuildViews(db)
  console.log(`Made every view anew from ${entries} entries and their disclosures.`)
})
