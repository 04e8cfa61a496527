import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importSet } from '../actions/import-set.ts'
import { Refusal } from '../core/refusal.ts'
import { readSet } from '../core/set-lines.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { prepareDatabase, prepareFolder } from '../embedded.ts'
import { readDatabase, readSettings, SettingRefused } from '../env.ts'
import { buildCraft, outside } from '../parts.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  const [folder] = process.argv.slice(2)
  if (!folder) {
    throw new SettingRefused('Say what to import: npm run import -- FOLDER (templates/historical-set shows its form).')
  }
  const settings = readSettings(process.env)
  const { invented, ...lines } = readSet(await readFolder(folder))
  for (const [what, { length }] of Object.entries(lines)) console.log(`Read ${length} ${what}.`)

  const remote = readDatabase(process.env)
  const migrations = join(import.meta.dirname, '../../drizzle')
  const db = remote ? await prepareDatabase(remote, migrations) : await prepareFolder(settings, migrations)
  console.log('Holding every line against the register …')
  const parts = { db, address: settings.origin, craft: buildCraft(settings.local), ...outside }
  const entries = await importSet(parts, { invented, ...lines })
  console.log(
    entries === 0
      ? 'Everything is there already. Nothing was written.'
      : `Wrote ${entries} entries, all at once. The register publishes them within a minute of running.`,
  )
})

async function readFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  if (!existsSync(folder)) throw new SettingRefused(`There is no folder ${folder}.`)
  const files = (await readdir(folder)).filter((name) => name.endsWith('.csv')).toSorted()
  if (!files.includes('set.csv'))
    throw new SettingRefused(`There is no set.csv in ${folder}, which says what the set is.`)
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const bytes = new Uint8Array(await readFile(join(folder, file)))
        const text = unlessMalformed(() => parseUtf8(bytes))
        if (text === undefined) throw new Refusal('field-invalid', 'Save it as “CSV UTF-8”.', file)
        return [file, text] as const
      }),
    ),
  )
}
