import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Event } from '../actions/parts.ts'
import { filesOf, findKeys, openWithKeys, prepareDatabase, prepareFolder } from '../embedded.ts'
import { isLoopback, readDatabase, readSettings, SettingRefused } from '../env.ts'
import { formatEvent } from '../report.ts'
import { Refusal } from '../core/refusal.ts'
import { findRegister } from '../storage/read/register.ts'
import { runCommand } from './command.ts'
import { readOpeningPlan } from './opening-plan.ts'

await runCommand(async () => {
  const [path] = process.argv.slice(2)
  if (!path)
    throw new SettingRefused(
      'Say what to open: npm run open -- opening.json (templates/opening.example.json shows its form).',
    )
  const settings = readSettings(process.env)
  if (isLoopback(settings.origin)) {
    throw new SettingRefused(
      'ORIGIN is this machine, where `npm start` opens a demonstration. Set ORIGIN to the address that visitors will type.',
    )
  }
  const opening = await readOpeningPlan(path)

  const migrations = join(import.meta.dirname, '../../drizzle')
  const folder = await prepareFolder(settings, migrations)
  const remote = readDatabase(process.env)
  const db = remote ? await prepareDatabase(remote, migrations) : folder
  if ((await findRegister(folder)) || (await findRegister(db)))
    throw new Refusal('already-done', 'This register is open already.')
  if (await findKeys(settings)) {
    throw new SettingRefused(
      `${filesOf(settings).keys} is there already. Choose another DATA_DIR; remove that file only if you know that no register was opened with it.`,
    )
  }
  const host = { later: () => undefined, report: (event: Event) => console.log(formatEvent(event)) }
  await openWithKeys(settings, db, host, opening)
  const files = filesOf(settings)
  console.log(`Opened ${opening.name}. The first coordinator's one-time link is in ${files.link}.`)
  console.log(`Take ${files.rootKey} off this machine and keep it where two people have to meet to use it.`)
  if (remote) console.log(`Give the Worker its keys: npx wrangler secret put REGISTER_KEYS < ${files.keys}`)
  if (process.stdout.isTTY) console.log((await readFile(files.link, 'utf8')).trim())
})
