import { existsSync } from 'node:fs'
import { formatInstant } from '../core/day.ts'
import { backupsOfFolder, filesOf } from '../embedded.ts'
import { SettingRefused } from '../env.ts'
import { outside } from '../parts.ts'
import { runCommand } from './command.ts'
import { readOwnFolder } from './own-folder.ts'

await runCommand(async () => {
  const [folder] = process.argv.slice(2)
  const settings = readOwnFolder(process.env)
  if (!existsSync(filesOf(settings).path)) throw new SettingRefused(`There is no database in ${settings.dataDir}.`)
  const copy = await backupsOfFolder(settings, folder).make(formatInstant(outside.clock()))
  console.log(`Copied the database to ${copy}. It has no keys and no mark in it: keep a copy of keys.json apart.`)
})
