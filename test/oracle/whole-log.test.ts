import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { serve } from '@hono/node-server'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkpoint } from '../../src/actions/checkpoint.ts'
import { draftOpening, openRegister } from '../../src/actions/open-register.ts'
import { stamp, type Parts } from '../../src/actions/parts.ts'
import { showCheckpoint } from '../../src/actions/publish-checkpoint.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { head } from '../../src/core/stamp.ts'
import { demonstration } from '../../src/demonstration.ts'
import { parseVkey } from '../../src/log/vkey.ts'
import { parseNote } from '../../src/log/note.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import type { StoredCheckpoint } from '../../src/storage/read/log.ts'
import { append } from '../../src/storage/write/append.ts'
import { appOf } from '../support/app.ts'
import { fillLog } from '../support/long-log.ts'
import { mulberry } from '../support/many-bodies.ts'
import { prepareRegister } from '../support/register.ts'

const here = import.meta.dirname
const work = mkdtempSync(join(tmpdir(), 'oracle-'))
const everyKind = 5000
const tidies: (() => void)[] = []
const chance = mulberry(Number(process.env['SEED'] ?? Date.now() % 2 ** 31))
const on = parseFullDay('2026-03-04')
const Proof = v.object({ hashes: v.array(v.string()) })
const upTo = (most: number) => Math.floor(chance() * most)

describe('a whole log that is served, in the eyes of Go and Python,', () => {
  let parts: Parts
  let judges: readonly Judge[] = []
  const signed: StoredCheckpoint[] = []

  beforeAll(async () => {
    const env = { ...process.env, GO111MODULE: 'off', GOFLAGS: '', GOPATH: '/usr/share/gocode' }
    const go = join(work, 'log')
    execFileSync('go', ['build', '-o', go, '.'], { cwd: here, env, stdio: 'pipe' })
    const register = await prepareRegister((tidy) => tidies.push(tidy))
    parts = { ...register.parts, later: () => undefined }
    // What is judged here is not whether a power cut is survived.
    await parts.db.$client.execute('PRAGMA synchronous = OFF')
    await openRegister(parts, draftOpening(parts, { ...demonstration, instruments: [] }))
    const app = appOf(parts)
    const server = serve({ fetch: app.fetch, port: 0 })
    await once(server, 'listening')
    tidies.push(() => server.close())
    const bound = server.address()
    if (bound === null || typeof bound === 'string') throw new Error('the register has no port')
    const { vkey } = parts.keys.logs[0]
    const url = `http://localhost:${bound.port}`
    judges = [
      new Judge(go, [vkey, url, 'follow']),
      new Judge('/usr/bin/python3', [join(here, 'follow_log.py'), vkey, url]),
    ]
  }, 120_000)
  afterAll(() => {
    for (const judge of judges) judge.dismiss()
    for (const tidy of tidies.toReversed()) tidy()
  })

  /** Signs and publishes what there is, asks both about it, and gives back what they object to. */
  const objections = async (flips = 0) => {
    const now = await signLog()
    const { size } = now
    const old = signed[upTo(signed.length)]
    signed.push(now)
    const question = {
      proofs: [...new Set([0, size - 1, upTo(size)])],
      old: old?.note ?? '',
      consistency: old ? await proveConsistency(old.size, size) : '',
      flips,
      seed: upTo(2 ** 31),
    }
    const right = `The log of ${size} entries is right, and ${flips} of ${flips} flips were noticed.`
    return (await Promise.all(judges.map((one) => one.ask(question)))).filter((said) => said !== right)
  }
  const signLog = async () => {
    const made = await checkpoint(parts)
    const shown = made && (await showCheckpoint(parts, made))
    if (shown?.size !== (await logSize(parts.db))) throw new Error('the log was not published')
    return shown
  }
  const proveConsistency = async (from: number, to: number) => {
    const answer = await appOf(parts).request(`/api/v1/proofs/consistency?from=${from}&to=${to}`)
    const { hashes } = v.parse(Proof, await answer.json())
    return hashes.map((hash) => `${hash}\n`).join('')
  }
  const appendSome = async (count: number) => {
    const size = await logSize(parts.db)
    const drafts = Array.from({ length: count }, () => {
      const made = stamp(parts)
      const { common, disclosures } = head(made, [])
      const concluded = { type: 'review.concluded', edition: made.id(), outcome: 'no-change', on } as const
      return { entry: { ...common, ...concluded }, disclosures }
    })
    await append(parts.db, { key: `some:${size}`, size, drafts })
  }

  it('is right at its first entry, and after each of a thousand appends', { timeout: 600_000 }, async () => {
    expect(await objections()).toEqual([])
    for (let n = 0; n < 1000; n += 1) {
      const size = await logSize(parts.db)
      // Not past the edge of a tile.
      const edge = [255, 256, 257].find((one) => one > size) ?? Number.POSITIVE_INFINITY
      await appendSome(Math.min(1 + upTo(3), edge - size))
      expect(await objections(size === 256 ? everyKind : 0)).toEqual([])
    }
  })

  it.each([65_536, 70_000])('is right at %i entries', async (size) => {
    await fillLog(parts.db, size)
    expect(await objections(8)).toEqual([])
  })

  it('is signed so that openssl verifies its checkpoint, and no flipped one', async () => {
    const { note } = await signLog()
    const opened = parseNote(note)
    const text = Buffer.from(opened.text)
    const sig = Buffer.from(opened.signatures[0]?.signature ?? [])
    const spki = Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      parseVkey(parts.keys.logs[0].vkey).publicKey,
    ])
    writeFileSync(join(work, 'log.der'), spki)
    const verify = (ofText: Buffer, ofSig: Buffer) => {
      writeFileSync(join(work, 'text'), ofText)
      writeFileSync(join(work, 'sig'), ofSig)
      const options = ['-rawin', '-in', 'text', '-sigfile', 'sig', '-pubin', '-keyform', 'DER', '-inkey', 'log.der']
      return spawnSync('openssl', ['pkeyutl', '-verify', ...options], { cwd: work }).status === 0
    }
    expect(verify(text, sig)).toBe(true)
    const accepted = Array.from({ length: 250 }, () => {
      const [flippedText, flippedSig] = [Buffer.from(text), Buffer.from(sig)]
      const bytes = chance() < 0.5 ? flippedText : flippedSig
      const at = upTo(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << upTo(8))
      return verify(flippedText, flippedSig)
    })
    expect(accepted).toEqual(accepted.map(() => false))
  })
})

/** Another program that answers line by line. */
class Judge {
  readonly #child
  readonly #lines
  #objection = ''

  constructor(program: string, args: readonly string[]) {
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#objection += text))
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  async ask(question: object): Promise<string> {
    this.#child.stdin.write(`${JSON.stringify(question)}\n`)
    const { value, done } = await this.#lines.next()
    return done || this.#objection ? this.#objection : value
  }

  dismiss(): void {
    this.#child.stdin.end()
  }
}
