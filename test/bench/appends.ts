import { execFile } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { InStatement } from '@libsql/client'
import * as v from 'valibot'
import { openDatabase, scrub, type Database } from '../../src/storage/database.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { append } from '../../src/storage/write/append.ts'
import { acts } from './acts.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'

export type Appended = {
  kind: keyof typeof acts
  /** Acts a second: through `append`, and the same rows inserted by the driver. */
  appended: number
  raw: number
  /** With eight processes at once: acts a second of all, and the 99th percentile of one in milliseconds. */
  together: number
  p99: number
}

const kinds = ['bare', 'whole'] as const
const turns = 60
const inTurn = 20
const writers = 8
const each = 150

/** Appends to the database of a register in a folder, beside its copy that gets the same rows as they are. */
export async function measureAppends(folder: string): Promise<readonly Appended[]> {
  await (await startEmbeddedHost({ folder })).stop()
  const db = await openDatabase({ url: `file:${join(folder, 'register.db')}` })
  await scrub(db)
  copyFileSync(join(folder, 'register.db'), join(folder, 'raw.db'))
  const copy = await openDatabase({ url: `file:${join(folder, 'raw.db')}` })
  const alone = []
  for (const kind of kinds) {
    const times: [number, number][] = []
    for (let turn = 0; turn < turns; turn += 1) times.push(await takeTurn(db, copy, kind))
    // The first ones warm the engine.
    const [appended, raw] = [0, 1].map((which) => median(times.slice(10).map((pair) => pair[which] ?? 0)))
    alone.push({ kind, appended: rateOf(appended), raw: rateOf(raw) })
  }
  copy.$client.close()
  db.$client.close()
  const measured = []
  for (const one of alone) measured.push({ ...one, ...(await writeTogether(folder, one.kind)) })
  return measured
}

async function takeTurn(db: Database, copy: Database, kind: keyof typeof acts): Promise<[number, number]> {
  const from = await logSize(db)
  const drafts = Array.from({ length: inTurn }, (_, n) => acts[kind](from + n))
  let begun = performance.now()
  for (const [n, draft] of drafts.entries()) {
    await append(db, { key: `act:${from + n}`, size: from + n, drafts: [draft] })
  }
  const appended = performance.now() - begun
  const rows = await rowsSince(db, from)
  begun = performance.now()
  for (const batch of rows) await copy.$client.batch(batch, 'write')
  return [appended, performance.now() - begun]
}

const tables = ['entries', 'disclosures', 'bodies', 'slugs', 'body_names', 'identifiers']

/** The rows of each position, as plain statements. */
async function rowsSince(db: Database, from: number): Promise<readonly InStatement[][]> {
  const batches = Array.from({ length: inTurn }, (): InStatement[] => [])
  for (const table of tables) {
    const { rows, columns } = await db.$client.execute({
      sql: `SELECT * FROM ${table} WHERE position >= ?`,
      args: [from],
    })
    const sql = `INSERT INTO ${table} ("${columns.join('", "')}") VALUES (${columns.map(() => '?').join(', ')})`
    for (const row of rows) {
      const args = columns.map((column) => row[column] ?? null)
      batches[Number(row['position']) - from]?.push({ sql, args })
    }
  }
  return batches
}

const Told = v.object({ begun: v.number(), ended: v.number(), times: v.array(v.number()) })

async function writeTogether(folder: string, kind: keyof typeof acts): Promise<{ together: number; p99: number }> {
  const run = promisify(execFile)
  const program = join(process.cwd(), 'test/bench/append-peer.ts')
  const start = String(Date.now() + 3000)
  const told = await Promise.all(
    Array.from({ length: writers }, async (_, who) => {
      const args = [program, join(folder, 'register.db'), kind, String(who), String(each), start]
      return v.parse(Told, JSON.parse((await run(process.execPath, args)).stdout))
    }),
  )
  const times = told.flatMap((one) => one.times).toSorted((a, b) => a - b)
  const took = Math.max(...told.map(({ ended }) => ended)) - Math.min(...told.map(({ begun }) => begun))
  return { together: (times.length * 1000) / took, p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN }
}

const rateOf = (milliseconds: number | undefined) => (inTurn * 1000) / (milliseconds ?? Number.NaN)

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
