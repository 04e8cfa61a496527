import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as v from 'valibot'
import { parsePolicy } from '../../src/log/policy.ts'
import { verifyWitnessed } from '../../src/log/quorum.ts'
import { enterDeskByApi, Program } from '../support/api-client.ts'
import { startEmbeddedHost, type EmbeddedHost } from '../support/embedded-host.ts'

const program = join(import.meta.dirname, '../../.out/cli/import.js')

const Told = v.looseObject({
  own: v.object({ logKey: v.string(), logAddress: v.string(), witnessKey: v.string(), witnessAddress: v.string() }),
  needed: v.number(),
  witnesses: v.array(
    v.looseObject({ cosigned: v.nullable(v.looseObject({ size: v.number() })), trouble: v.unknown() }),
  ),
  logs: v.array(v.looseObject({ cosigned: v.nullable(v.looseObject({ size: v.number() })) })),
})

type Register = Awaited<ReturnType<typeof open>>

/** A register of its own, with somebody at its desk. */
async function open() {
  const host = await startEmbeddedHost({})
  const client = await Program.of(host.url)
  const session = await enterDeskByApi(client)
  const desk = async (method: 'GET' | 'POST', path = '', body?: object) => {
    const answer = await client.ask(method, `/desk/neighbours${path}`, { session, ...(body && { body }) })
    expect(answer.status).toBe(method === 'GET' ? 200 : 201)
    return v.parse(Told, answer.body)
  }
  const read = async (path: string) => (await fetch(`${host.url}${path}`)).text()
  return {
    host,
    desk,
    /** How many entries the world is shown, where its policy holds. */
    witnessed: async () => {
      const verdict = verifyWitnessed(await read('/log/checkpoint'), parsePolicy(await read('/log/policy')))
      return verdict.valid && verdict.quorum.quorum === 'met' ? verdict.checkpoint.size : 0
    },
    size: async () => {
      const health: { log: { size: number } } = JSON.parse(await read('/health'))
      return health.log.size
    },
  }
}

let both: readonly [Register, Register]
const set = mkdtempSync(join(tmpdir(), 'neighbours-'))
const waiting = { timeout: 60_000, interval: 250 }

beforeAll(async () => {
  both = [await open(), await open()]
})

afterAll(async () => {
  for (const { host } of both) await host.stop()
  rmSync(set, { recursive: true })
})

/** Brings organisations into the register of a folder, beside the host that runs on it. */
function grow({ url, folder }: EmbeddedHost, round: number, count: number): void {
  const bodies = Array.from({ length: count }, (_, n) => `Parish ${round}-${n},public-sector,town-or-parish-council`)
  writeFileSync(join(set, 'set.csv'), 'title,organisations\nParishes,invented\n')
  writeFileSync(join(set, 'bodies.csv'), ['name,sector,kind', ...bodies, ''].join('\n'))
  const env = { PATH: process.env['PATH'] ?? '', ORIGIN: url, DATA_DIR: folder }
  const { status, stderr } = spawnSync(process.execPath, [program, set], { env, encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
}

it('two registers on one machine witness each other, however each of them grows', async () => {
  const [first, second] = both
  const hand = async (from: Register, to: Register) => to.desk('POST', '', (await from.desk('GET')).own)
  await hand(first, second)
  await hand(second, first)
  for (const { desk } of both) {
    await expect.poll(async () => (await desk('GET')).witnesses[0]?.cosigned?.size ?? 0, waiting).toBeGreaterThan(0)
    expect((await desk('POST', '/quorum', { needed: 1 })).needed).toBe(1)
  }
  for (const round of [1, 2]) {
    for (const { host } of both) grow(host, round, 300)
    for (const { witnessed, size } of both) {
      await expect.poll(witnessed, waiting).toBeGreaterThan(300 * round)
      await expect.poll(async () => (await size()) - (await witnessed()), waiting).toBe(0)
    }
  }
  for (const { desk, size, host } of both) {
    const { witnesses, logs } = await desk('GET')
    expect(witnesses).toMatchObject([{ trouble: null, behind: 0, counted: true, cosigned: { size: await size() } }])
    expect(logs).toMatchObject([{ contradictions: [], endedAt: null }])
    expect(host.log.filter((line) => /STOPPED|DISPUTED|defect/.test(line))).toEqual([])
  }
})

it('a register that needs its neighbour shows nothing new without it, and goes on writing', async () => {
  const [first, second] = both
  await second.host.stop()
  const before = await first.witnessed()
  grow(first.host, 3, 5)
  const trouble = async () => (await first.desk('GET')).witnesses[0]?.trouble
  await expect.poll(trouble, waiting).toMatchObject({ kind: 'unanswered' })
  expect([await first.witnessed(), await first.size()]).toEqual([before, before + 5])
})
