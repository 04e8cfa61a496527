import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeApp } from '../app.ts'
import { formatInstant, londonDay } from '../core/day.ts'
import { findKeys, prepareDatabase, prepareFolder, openSite, siteOf } from '../embedded.ts'
import { readDatabase, readKeys, readSettings, SettingRefused } from '../env.ts'
import { keepAnswers } from '../http/kept-answers.ts'
import { buildParts, outside } from '../parts.ts'
import { formatEvent } from '../report.ts'
import { runCommand } from './command.ts'
import { exportSite } from './export-site.ts'
import { publicFolder } from './public-folder.ts'

await runCommand(async () => {
  const [folder] = process.argv.slice(2)
  if (!folder) throw new SettingRefused('Say where to write it: npm run export -- FOLDER')
  const settings = readSettings(process.env)
  const top = join(import.meta.dirname, '../..')
  const remote = readDatabase(process.env)
  const migrations = join(top, 'drizzle')
  const db = remote ? await prepareDatabase(remote, migrations) : await prepareFolder(settings, migrations)
  const keys = readKeys(process.env) ?? (await findKeys(settings))
  if (!keys) throw new SettingRefused(`The keys are neither in ${settings.dataDir}/keys.json nor in REGISTER_KEYS.`)

  const site = siteOf(top)
  const own = (await readdir(join(site, 'assets'))).map((file) => `/assets/${file}`)
  const parts = await buildParts({
    db,
    settings,
    keys,
    // An export signs nothing, so no mark is asked.
    marks: () => ({ read: async () => undefined, advance: async () => undefined }),
    later: () => undefined,
    report: (event) => {
      if (event.kind === 'defect') console.error(formatEvent(event))
    },
  })
  const copy = londonDay(formatInstant(outside.clock()))
  const house = { parts, ...(await openSite(top)), kept: keepAnswers(0), copy }
  const app = makeApp(async () => house)
  const { size, files } = await exportSite({
    ask: (path) => app.request(path),
    db,
    address: settings.origin,
    folder: publicFolder(folder),
    own: new Map(own.map((path) => [path, async () => readFile(join(site, path))])),
    tell: (words) => console.log(words),
  })
  console.log(`${folder} holds ${files} files: the register as it was published with ${size} entries.`)
})
