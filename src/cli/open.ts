import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import * as v from 'valibot'
import { migrate } from 'drizzle-orm/libsql/migrator'
import type { OpeningPlan } from '../actions/open-register.ts'
import type { Event } from '../actions/parts.ts'
import { parties } from '../core/body-kind.ts'
import { Day, FullDay } from '../core/day.ts'
import { parseMailAddress } from '../core/mail-address.ts'
import { filesOf, findKeys, openWithKeys, prepareFolder } from '../embedded.ts'
import { isLoopback, readDatabase, readSettings, SettingRefused } from '../env.ts'
import { parse, line } from '../http/parse.ts'
import { openDatabase, type Database } from '../storage/database.ts'
import { formatEvent } from '../report.ts'
import { Refusal } from '../core/refusal.ts'
import { findRegister } from '../storage/read/register.ts'
import { runCommand } from './command.ts'

const person = v.strictObject({
  name: line('a name'),
  address: v.pipe(
    v.string(),
    v.transform((typed) => parseMailAddress(typed)),
  ),
})

const edition = v.strictObject({
  label: v.exactOptional(line('a label')),
  texts: v.optional(v.array(v.string()), []),
  inForceFrom: Day,
  agreedOn: v.exactOptional(Day),
  transitionEnds: v.exactOptional(FullDay),
  termEnds: v.exactOptional(FullDay),
  reviewBy: v.exactOptional(FullDay),
})

const plan = v.strictObject({
  name: line('the name of the register'),
  custodian: line('the legal person who keeps it'),
  prefix: line('the prefix of references'),
  coordinator: person,
  approver: person,
  instruments: v.array(
    v.strictObject({
      name: line('a name'),
      area: line('an area'),
      binds: v.array(v.picklist(parties)),
      editions: v.array(edition),
    }),
  ),
})

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
  const { coordinator, approver, instruments, ...named } = parse(plan, JSON.parse(await readFile(path, 'utf8')))
  const opening: OpeningPlan = {
    ...named,
    demonstration: false,
    coordinators: [coordinator, approver],
    instruments: await Promise.all(
      instruments.map(async (instrument) => ({
        ...instrument,
        editions: await Promise.all(
          instrument.editions.map(async ({ texts, ...rest }) => ({
            ...rest,
            texts: await Promise.all(texts.map((text) => readFile(resolve(dirname(path), text), 'utf8'))),
          })),
        ),
      })),
    ),
  }

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

async function prepareDatabase(place: { url: string; token?: string }, migrations: string): Promise<Database> {
  const db = await openDatabase(place)
  await migrate(db, { migrationsFolder: migrations })
  return db
}
