import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { assureMark } from '../actions/guard.ts'
import type { Event, Parts } from '../actions/parts.ts'
import { findSealer, presentSealer } from '../actions/present-keys.ts'
import {
  findSpareKey,
  retireLogKey,
  retireWitnessKey,
  rotatable,
  rotateKey,
  type Rotatable,
} from '../actions/rotate-key.ts'
import { embeddedParts, filesOf, findKeys, keepKeys, prepareDatabase, prepareFolder } from '../embedded.ts'
import { readDatabase, readSettings, SettingRefused, type Settings } from '../env.ts'
import { formatStoredKeys, parseStoredKeys, type StoredKeys } from '../keys/key-ring.ts'
import { withNewKey } from '../keys/make-keys.ts'
import { makeSealRequest, withNextSeal, withSealAnswer, withSealTakenOver } from '../keys/seal-ceremony.ts'
import { readSerial } from '../keys/x509.ts'
import type { Database } from '../storage/database.ts'
import { formatEvent } from '../report.ts'
import { runCommand } from './command.ts'
import { readAnswer, signRequest, writeRequest } from './seal-ceremony.ts'

const restart = {
  log: 'If the register is running, start it again now: until then it publishes nothing.',
  jose: 'If the register is running, start it again now: until then it publishes nothing.',
  seal: 'If the register has not been started since the certificate was accepted, start it again now.',
  witness: 'If the register is running, start it again: until then it cosigns with the older key alone.',
} as const satisfies Record<Rotatable, string>

const usage = `Say what to do:
  rotate log | rotate jose | rotate witness
  retire log | retire witness
  request seal | request list          what the root is to sign
  sign REQUEST ROOT-KEY                on a machine without network
  accept ANSWER | rotate seal          and then let it take over
Add --compromised to rotate where a key was stolen, and --revoke SERIAL --reason WHY --since WHEN to sign.`

await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      compromised: { type: 'boolean' },
      revoke: { type: 'string' },
      reason: { type: 'string' },
      since: { type: 'string' },
    },
  })
  const [act, what = '', key = '', ...more] = positionals
  if (more.length > 0 || (key !== '') !== (act === 'sign') || what === '') throw new SettingRefused(usage)
  if (act === 'sign') return signRequest(what, key, values)
  const desk = await openDesk()
  if (act === 'accept') return accept(desk, what)
  if (act === 'request' && (what === 'seal' || what === 'list')) return request(desk, what)
  if (act === 'retire' && (what === 'log' || what === 'witness')) return retire(desk, what)
  const use = rotatable.find((one) => one === what)
  if (act !== 'rotate' || !use) throw new SettingRefused(usage)
  return rotate(desk, use, values.compromised ? 'compromised' : 'routine')
})

/** Where the keys are, and the database that says which of them sign. */
type Desk = { settings: Settings; db: Database; isRemote: boolean; parts: Parts }

async function openDesk(): Promise<Desk> {
  const settings = readSettings(process.env)
  const remote = readDatabase(process.env)
  const migrations = join(import.meta.dirname, '../../drizzle')
  const db = remote ? await prepareDatabase(remote, migrations) : await prepareFolder(settings, migrations)
  const parts = await openParts(settings, db)
  // A Worker has a mark of its own, and looks at it before it signs.
  if (!remote) await assureMark(parts)
  return { settings, db, isRemote: remote !== undefined, parts }
}

async function openParts(settings: Settings, db: Database): Promise<Parts> {
  const keys = await findKeys(settings)
  if (!keys) throw new SettingRefused(`There is no ${filesOf(settings).keys}. Put the keys of this register there.`)
  const host = { later: () => undefined, report: (event: Event) => console.log(formatEvent(event)) }
  return embeddedParts(settings, db, host, keys)
}

async function retire({ parts }: Desk, use: 'log' | 'witness'): Promise<void> {
  console.log(
    `Retired ${await (use === 'log' ? retireLogKey : retireWitnessKey)(parts)}. It signs no more; leave it in the keys, for what it signed.`,
  )
}

async function rotate(desk: Desk, use: Rotatable, reason: 'routine' | 'compromised'): Promise<void> {
  const { settings, isRemote, parts, db } = desk
  const made = !(await findSpareKey(parts, use))
  if (made && use === 'seal')
    throw new SettingRefused('First ask the root for a certificate: npm run keys -- request seal')
  // Die before it is kept: nothing happened. Die after it: the next run finds it, and makes no other.
  if (made && use !== 'seal') await keep(desk, await withNewKey(await heldKeys(settings), use))
  if (made && isRemote) {
    giveToWorker(settings)
    console.log('Then run this command once more.')
    return
  }
  const ready = made ? await openParts(settings, db) : parts
  console.log(`The log now names ${await rotateKey(ready, use, reason)}.`)
  if (use === 'seal') await keep(desk, withSealTakenOver(await heldKeys(settings)))
  if (use === 'seal' && isRemote) giveToWorker(settings)
  if (!isRemote) console.log(restart[use])
  if (use === 'log') console.log('Tell those who witness you, and whoever keeps a copy of your policy.')
  if (use === 'witness')
    console.log('Give your neighbours the new key; then retire the older one: npm run keys -- retire witness')
  console.log(`Keep a copy of ${filesOf(settings).keys} apart, in place of the last one.`)
}

async function request({ settings, parts, ...desk }: Desk, what: 'seal' | 'list'): Promise<void> {
  const held = await heldKeys(settings)
  const taken = await settleSeal(held, parts)
  const asking = what === 'seal' ? await withNextSeal(taken) : taken
  if (asking !== held) await keep({ settings, parts, ...desk }, asking)
  const [leaf] = (await presentSealer(parts)).chain
  if (leaf) console.log(`Seals now: serial ${readSerial(leaf)}`)
  await writeRequest(settings.dataDir, makeSealRequest(asking, settings.origin))
}

/** Died behind the entry that names the next seal: it has taken over. */
async function settleSeal(held: StoredKeys, parts: Parts): Promise<StoredKeys> {
  const [, next] = parts.keys.sealers
  return next && next.fingerprint === (await findSealer(parts))?.fingerprint ? withSealTakenOver(held) : held
}

async function accept(desk: Desk, path: string): Promise<void> {
  const { settings, isRemote } = desk
  const held = await heldKeys(settings)
  const kept = await withSealAnswer(held, await readAnswer(path), Date.now())
  await keep(desk, kept)
  console.log('The list and the certificate are good, and kept.')
  if (isRemote) giveToWorker(settings)
  else console.log('Start the register again when it suits you. It goes on sealing with the key that it has.')
  if (kept.nextSeal) console.log('Then let the next key take over: npm run keys -- rotate seal')
}

async function heldKeys(settings: Settings): Promise<StoredKeys> {
  return parseStoredKeys((await findKeys(settings)) ?? '')
}

async function keep({ settings }: Desk, keys: StoredKeys): Promise<void> {
  await keepKeys(settings, formatStoredKeys(keys))
}

function giveToWorker(settings: Settings): void {
  console.log('Give the Worker its keys now:')
  console.log(`  npx wrangler secret put REGISTER_KEYS < ${filesOf(settings).keys}`)
}
