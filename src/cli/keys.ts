import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { assureMark } from '../actions/guard.ts'
import type { Event, Parts } from '../actions/parts.ts'
import { findSpareKey, retireLogKey, rotatable, rotateKey, type Rotatable } from '../actions/rotate-key.ts'
import { embeddedParts, filesOf, findKeys, keepKeys, prepareDatabase, prepareFolder } from '../embedded.ts'
import { readDatabase, readSettings, SettingRefused, type Settings } from '../env.ts'
import { formatStoredKeys, parseStoredKeys } from '../keys/key-ring.ts'
import { withNewKey } from '../keys/make-keys.ts'
import type { Database } from '../storage/database.ts'
import { formatEvent } from '../report.ts'
import { runCommand } from './command.ts'

const usage =
  'Say what to do: npm run keys -- rotate log, rotate jose, or retire log. Add --compromised where a key was stolen.'

await runCommand(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { compromised: { type: 'boolean' } } })
  const [act, what, ...more] = positionals
  const use = rotatable.find((one) => one === what)
  if (more.length > 0 || !use || !(act === 'rotate' || (act === 'retire' && use === 'log'))) {
    throw new SettingRefused(usage)
  }
  const settings = readSettings(process.env)
  const remote = readDatabase(process.env)
  const migrations = join(import.meta.dirname, '../../drizzle')
  const db = remote ? await prepareDatabase(remote, migrations) : await prepareFolder(settings, migrations)
  const parts = await openParts(settings, db)
  // A Worker has a mark of its own, and looks at it before it signs.
  if (!remote) await assureMark(parts)

  if (act === 'retire') {
    console.log(`Retired ${await retireLogKey(parts)}. It signs no more; leave it in the keys, for what it signed.`)
    return
  }
  const made = !(await findSpareKey(parts, use))
  const ready = made ? await addKey(settings, use, db) : parts
  if (made && remote) {
    console.log('Give the Worker its keys now, and then run this command once more:')
    console.log(`  npx wrangler secret put REGISTER_KEYS < ${filesOf(settings).keys}`)
    return
  }
  const reason = values.compromised ? 'compromised' : 'routine'
  console.log(`The log now names ${await rotateKey(ready, use, reason)}.`)
  if (!remote) console.log('If the register is running, start it again now: until then it publishes nothing.')
  if (use === 'log') console.log('Tell those who witness you, and whoever keeps a copy of your policy.')
  console.log(`Keep a copy of ${filesOf(settings).keys} apart, in place of the last one.`)
})

async function openParts(settings: Settings, db: Database): Promise<Parts> {
  const keys = await findKeys(settings)
  if (!keys) throw new SettingRefused(`There is no ${filesOf(settings).keys}. Put the keys of this register there.`)
  const host = { later: () => undefined, report: (event: Event) => console.log(formatEvent(event)) }
  return embeddedParts(settings, db, host, keys)
}

/** Makes a key and keeps it. Die before that: nothing happened. Die after it: the next run finds it, and makes no other. */
async function addKey(settings: Settings, use: Rotatable, db: Database): Promise<Parts> {
  const held = parseStoredKeys((await findKeys(settings)) ?? '')
  await keepKeys(settings, formatStoredKeys(await withNewKey(held, use)))
  return openParts(settings, db)
}
