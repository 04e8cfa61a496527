import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parts } from '../../src/actions/parts.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { listBodies } from '../../src/storage/read/bodies.ts'
import { findFreePort } from '../support/edge-host.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { inventBodies, registerBodies, type Invented } from '../support/many-bodies.ts'
import { askAll, rateOf } from './load.ts'

export type PageRate = { name: string; kept: number; made: number; raw: number }

const seconds = 2

/**
 * Requests a second for the list, search and body pages of a register with so many bodies, on the embedded host over HTTP:
 * asked for before, never asked for before, and of a handler that returns the same bytes from memory.
 */
export async function measurePages(count: number): Promise<readonly PageRate[]> {
  const bodies = inventBodies(count)
  const { folder, slugs } = await prepare(bodies)
  const host = await startEmbeddedHost({ folder })
  const port = Number(new URL(host.url).port)
  const rates: PageRate[] = []
  for (const [name, addresses] of Object.entries(addressesOf(bodies, slugs))) {
    const made = await rateOf(port, never(addresses), seconds)
    await askAll(port, addresses)
    const peer = await startPeer(host.url, addresses, folder)
    // Side by side, twice, so that a machine that slows down slows both.
    const kept = []
    const raw = []
    for (let turn = 0; turn < 2; turn += 1) {
      raw.push(await rateOf(peer.port, inTurn(addresses), seconds))
      kept.push(await rateOf(port, inTurn(addresses), seconds))
    }
    peer.stop()
    rates.push({ name, kept: mean(kept), made, raw: mean(raw) })
  }
  await host.stop()
  await rm(folder, { recursive: true })
  return rates
}

function addressesOf(bodies: readonly Invented[], slugs: readonly string[]) {
  return {
    list: ['', '&sort=newest', '&sector=vcs', '&signed=yes'].flatMap((rest) =>
      Array.from({ length: 40 }, (_, n) => `/signatories?page=${n + 1}${rest}`),
    ),
    search: bodies.slice(0, 500).map(({ name }) => `/signatories?q=${encodeURIComponent(withSlip(name))}`),
    'body page': slugs.map((slug) => `/bodies/${slug}`),
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

/** Every address in turn, again and again. */
function* inTurn(addresses: readonly string[]) {
  for (;;) yield* addresses
}

/** The same pages under addresses that nobody has ever asked for. */
function* never(addresses: readonly string[]) {
  for (let n = 0; ; n += 1)
    for (const address of addresses) yield `${address}${address.includes('?') ? '&' : '?'}n=${n}`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length
}
