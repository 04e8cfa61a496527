import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Parts } from '../../src/actions/parts.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { listBodies } from '../../src/storage/read/bodies.ts'
import { findFreePort } from '../support/edge-host.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { inventBodies, registerBodies, type Invented } from '../support/many-bodies.ts'
import { startVisitors } from './load.ts'

/** Requests a second, and milliseconds at half of as many. */
export type PageRate = { name: string; kept: number; made: number; raw: number; p99: number }

const seconds = 2
/** So many bodies are looked at and searched for, from all over the register. */
const sampled = 500

/**
 * Requests a second for the list, search, body and as-at pages of a register with so many bodies and three times as many
 * entries, on the embedded host over HTTP: asked for before, never asked for before, and of a Hono handler that returns the
 * same bytes from memory.
 */
export async function measurePages(count: number): Promise<readonly PageRate[]> {
  // Three entries each: on the register, renamed, corrected. One in ten has signed as well, and has a certificate.
  const bodies = inventBodies(count).map((body) => {
    return { ...body, former: body.former ?? `Former ${body.name}`, website: 'https://body.example/' }
  })
  const { folder, slugs } = await prepare(bodies)
  const host = await startEmbeddedHost({ folder, logFile: join(folder, 'log.txt') })
  const port = Number(new URL(host.url).port)
  await settled(host.url)
  const visitors = startVisitors()
  const rates: PageRate[] = []
  for (const [name, addresses] of Object.entries(addressesOf(bodies, slugs))) {
    const made = await visitors.rateOf(port, addresses, seconds, true)
    await visitors.askAll(port, addresses)
    const peer = await startPeer(host.url, addresses, folder)
    // Side by side, twice, so that a machine that slows down slows both.
    const turns = []
    for (let turn = 0; turn < 2; turn += 1) {
      const raw = await visitors.rateOf(peer.port, addresses, seconds)
      turns.push({ raw, kept: await visitors.rateOf(port, addresses, seconds) })
    }
    peer.stop()
    const [kept, raw] = [mean(turns.map((turn) => turn.kept)), mean(turns.map((turn) => turn.raw))]
    const waits = await visitors.waitsAt(port, addresses, kept / 2, seconds)
    const p99 = waits.toSorted((x, y) => x - y)[Math.floor(waits.length * 0.99)] ?? Number.NaN
    rates.push({ name, kept, made, raw, p99 })
  }
  visitors.stop()
  await host.stop()
  await rm(folder, { recursive: true })
  return rates
}

function addressesOf(bodies: readonly Invented[], slugs: readonly string[]) {
  const some = <One>(all: readonly One[]) => all.filter((_, n) => n % Math.ceil(all.length / sampled) === 0)
  const pages = Math.max(1, Math.min(40, Math.floor(bodies.length / 100)))
  const lists = ['', '&sort=newest', '&sector=vcs', '&signed=yes'].flatMap((rest) =>
    Array.from({ length: pages }, (_, n) => `/signatories?page=${rest === '&sector=vcs' ? 1 : n + 1}${rest}`),
  )
  return {
    list: [...new Set(lists)],
    search: some(bodies).map(({ name }) => `/signatories?q=${encodeURIComponent(withSlip(name))}`),
    'body page': some(slugs).map((slug) => `/bodies/${slug}`),
    'as-at page': [
      ...some(slugs).map((slug) => `/bodies/${slug}?as-at=2026-01-20`),
      ...Array.from({ length: pages }, (_, n) => `/signatories?as-at=2026-01-20&page=${n + 1}`),
    ],
  }
}

/** Two letters of the first word swapped: what somebody types in a hurry. */
function withSlip(name: string): string {
  return name.replace(/^(\w)(\w)(\w)/, '$1$3$2')
}

async function prepare(bodies: readonly Invented[]): Promise<{ folder: string; slugs: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  await (await startEmbeddedHost({ folder })).stop()
  const db = await openDatabase({ url: `file:${join(folder, 'register.db')}` })
  await registerBodies({ db, clock: () => Date.now() } satisfies Pick<Parts, 'db' | 'clock'>, bodies, 10)
  const slugs = (await listBodies(db, {})).map(({ slug }) => slug)
  db.$client.close()
  return { folder, slugs }
}

/** Certificates are made and the log is published before anything is measured. */
async function settled(url: string): Promise<void> {
  for (let [size, since] = [-1, 0]; since < 3;) {
    const { log } = v.parse(Health, await (await fetch(`${url}/health`)).json())
    since = log.size === size && log.published === size ? since + 1 : 0
    size = log.size
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

const Health = v.object({ log: v.object({ size: v.number(), published: v.number() }) })

/** What a server says of its own accord. */
const ofTheConnection = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']

async function startPeer(url: string, addresses: readonly string[], folder: string) {
  const answers: Record<string, { headers: Record<string, string>; text: string }> = {}
  for (const address of addresses) {
    const answer = await fetch(`${url}${address}`)
    const headers = [...answer.headers].filter(([name]) => !ofTheConnection.includes(name))
    answers[address] = { headers: Object.fromEntries(headers), text: await answer.text() }
  }
  const file = join(folder, 'answers.json')
  await writeFile(file, JSON.stringify(answers))
  const port = await findFreePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'peer.js'), String(port), file], {
    stdio: 'inherit',
  })
  while (
    !(await fetch(`http://localhost:${port}${addresses[0]}`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error('the peer did not start')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return { port, stop: () => child.kill() }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length
}
