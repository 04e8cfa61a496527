import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkpoint } from '../../src/actions/checkpoint.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { proveEntry } from '../../src/actions/prove-entry.ts'
import { showCheckpoint } from '../../src/actions/publish-checkpoint.ts'
import { readSettings } from '../../src/env.ts'
import { formatTile } from '../../src/log/tile.ts'
import { buildParts } from '../../src/parts.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { markInFile } from '../../src/storage/mark-file.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { append } from '../../src/storage/write/append.ts'
import { appOf } from '../support/app.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { fillLog } from '../support/long-log.ts'
import { acts } from './acts.ts'

const work = ['proof', 'tile', 'bundle', 'append', 'checkpoint'] as const
export type Work = (typeof work)[number]

/** Milliseconds for a piece of work, the median of many, on a short log and on a long one. */
export type Compared = { name: Work; short: number; long: number }

const times = 120

/** The same work on a log of so many entries and on one of so many more, in turn; and what the first checkpoint of the long one took. */
export async function compareLogs(folder: string, shortSize: number, longSize: number) {
  const short = await openLog(join(folder, 'short'), shortSize)
  const long = await openLog(join(folder, 'long'), longSize)
  const compared: Compared[] = []
  for (const name of work) {
    const taken: [number, number][] = []
    for (let n = 0; n < times; n += 1) taken.push([await short.time(name, n), await long.time(name, n)])
    // The first ones warm the engine.
    const later = taken.slice(times / 2)
    compared.push({ name, short: median(later.map(([one]) => one)), long: median(later.map(([, one]) => one)) })
  }
  short.close()
  long.close()
  return { firstCheckpoint: long.firstCheckpoint, compared }
}

async function openLog(folder: string, size: number) {
  await (await startEmbeddedHost({ folder })).stop()
  const db = await openDatabase({ url: `file:${join(folder, 'register.db')}` })
  const parts = await buildParts({
    db,
    settings: readSettings({}),
    keys: readFileSync(join(folder, 'keys.json'), 'utf8'),
    marks: (name) => markInFile(join(folder, name)),
    later: () => undefined,
    report: () => undefined,
  })
  await fillLog(db, size)
  const begun = performance.now()
  await publishLog(parts)
  const firstCheckpoint = performance.now() - begun
  const app = appOf(parts)
  const ask = async (path: string) => {
    const answer = await app.request(`http://localhost:8787/log/${path}`)
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`)
    await answer.arrayBuffer()
  }
  const somewhere = () => Math.floor(Math.random() * (size - 256))
  const full = () => ({ index: Math.floor(somewhere() / 256), width: 256 })
  const acted: Record<Work, (n: number) => Promise<unknown>> = {
    proof: async () => proveEntry(db, somewhere()),
    tile: async () => ask(formatTile({ level: 0, ...full() })),
    bundle: async () => ask(formatTile({ level: 'entries', ...full() })),
    append: async (n) => append(db, { key: `act:${n}`, size: await logSize(db), drafts: [acts.whole(n)] }),
    checkpoint: async () => publishLog(parts),
  }
  const time = async (name: Work, n: number) => {
    if (name === 'checkpoint') await acted.append(times + n)
    const since = performance.now()
    await acted[name](n)
    return performance.now() - since
  }
  return { firstCheckpoint, time, close: () => db.$client.close() }
}

async function publishLog(parts: Parts): Promise<void> {
  const signed = await checkpoint(parts)
  if (signed) await showCheckpoint(parts, signed)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
