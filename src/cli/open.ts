import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import * as v from 'valibot'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { openRegister, type OpeningPlan } from '../actions/open-register.ts'
import { parties } from '../core/body-kind.ts'
import { Day, FullDay } from '../core/day.ts'
import { parseMailAddress } from '../core/mail-address.ts'
import { embeddedParts, filesOf, makeKeyFiles, prepareFolder, writePrivate } from '../embedded.ts'
import { isLoopback, readDatabase, readSettings, SettingRefused } from '../env.ts'
import { parse, line } from '../http/parse.ts'
import { openDatabase, type Database } from '../storage/database.ts'
import { formatEvent } from '../report.ts'
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
  await makeKeyFiles(settings, opening.custodian, false)
  const parts = await embeddedParts(settings, db, {
    later: () => undefined,
    report: (event) => console.log(formatEvent(event)),
  })
  const link = await openRegister(parts, opening)
  const files = filesOf(settings)
  await writePrivate(files.link, `${link}\n`)
  console.log(`Opened ${opening.name}. The first coordinator's one-time link is in ${files.link}.`)
  console.log(`Take ${files.rootKey} off this machine and keep it where two people have to meet to use it.`)
  if (remote) console.log(`Give the Worker its keys: npx wrangler secret put REGISTER_KEYS < ${files.keys}`)
  if (process.stdout.isTTY) console.log(link)
})

async function prepareDatabase(place: { url: string; token?: string }, migrations: string): Promise<Database> {
  const db = await openDatabase(place)
  await migrate(db, { migrationsFolder: migrations })
  return db
}
