import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { prepareDatabase, prepareFolder } from '../embedded.ts'
import { readDatabase, readSettings, SettingRefused } from '../env.ts'
import { runCommand } from './command.ts'
import { importCopy } from './import-copy.ts'
import { importHistoricalSet } from './import-historical-set.ts'

await runCommand(async () => {
  const [place, plan] = process.argv.slice(2)
  if (!place) {
    throw new SettingRefused(
      'Say what to import: npm run import -- FOLDER (a historical set, in the form of templates/historical-set), or a published copy of this register: a folder or an address.',
    )
  }
  if (!/^https?:\/\//.test(place) && !existsSync(place)) throw new SettingRefused(`There is no folder ${place}.`)
  const settings = readSettings(process.env)
  const remote = readDatabase(process.env)
  const migrations = join(import.meta.dirname, '../../drizzle')
  const open = async () => (remote ? prepareDatabase(remote, migrations) : prepareFolder(settings, migrations))
  const importing = { place, settings, isRemote: remote !== undefined, open }
  // What lies there says what it is.
  const holds = (path: string) => existsSync(join(place, path))
  if (existsSync(place) && statSync(place).isDirectory() && !holds('set.csv') && !holds('log/checkpoint')) {
    throw new SettingRefused(
      `${place} is neither a historical set, for there is no set.csv in it, nor a copy of a register, for there is no log/checkpoint.`,
    )
  }
  if (holds('set.csv')) await importHistoricalSet(importing)
  else await importCopy(importing, plan)
})
