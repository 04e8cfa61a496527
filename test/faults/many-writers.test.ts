import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { checkpoint } from '../../src/actions/checkpoint.ts'
import { formatLeaf } from '../../src/core/entry.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { verifyCheckpoint, type Checkpoint } from '../../src/log/checkpoint.ts'
import { verifyConsistency } from '../../src/log/proof.ts'
import { proofOver, subtreesForConsistency } from '../../src/log/prove.ts'
import { hashesAmong } from '../../src/log/stored-hashes.ts'
import { leafHash, rootOf } from '../../src/log/tree.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { listRecorded, logSize } from '../../src/storage/read/entries.ts'
import { entries, tileHashes } from '../../src/storage/schema.ts'
import { rebuildViews } from '../../src/storage/write/rebuild.ts'
import { dumpViews } from '../support/dump.ts'
import { openRegister, testKeys } from '../support/register.ts'

const writers = 8
const signers = 4
const acts = Number(process.env['ACTS'] ?? 1000)
const program = join(import.meta.dirname, '../../.out/faults/log-worker.js')

const Answered = v.object({ n: v.number(), key: v.string(), position: v.number(), at: v.number() })
const Shown = v.object({ begun: v.number(), size: v.number(), note: v.string() })

it(
  'eight processes that write and four that sign, all of them killed now and then, keep one log',
  { timeout: 600_000 },
  async () => {
    const { parts, folder } = await openRegister()
    writeFileSync(join(folder, 'keys.json'), await testKeys())
    await build({
      entryPoints: [join(import.meta.dirname, 'log-worker.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      target: 'node22',
      format: 'esm',
      packages: 'external',
      loader: { '.md': 'text', '.ttf': 'binary', '.jpg': 'binary' },
    })
    const opened = await logSize(parts.db)
    const answers: v.InferOutput<typeof Answered>[] = []
    const shown: v.InferOutput<typeof Shown>[] = []
    const objections: string[] = []
    let deaths = 0

    /** Runs one process until it ends by itself, anew whenever it was killed. */
    const run = async (what: 'write' | 'sign', who: number, told: (line: unknown) => void, ended: () => boolean) => {
      for (let next = 0; !ended();) {
        const child = spawn(process.execPath, [program, folder, what, String(who), String(next), String(acts)])
        child.stderr.setEncoding('utf8').on('data', (text: string) => objections.push(text))
        const lines = createInterface({ input: child.stdout })
        let life = 20 + Math.random() * 300
        lines.on('line', (line) => {
          const said: unknown = JSON.parse(line)
          told(said)
          // What it was told was done it does not do again; what it died over, it does.
          if (what === 'write') next = v.parse(Answered, said).n + 1
          // In the middle of the next act, or of the one after it.
          if ((life -= what === 'write' ? 1 : 10) < 0 || ended())
            setTimeout(() => child.kill('SIGKILL'), Math.random() * 20)
        })
        await Promise.all([once(child, 'exit'), once(lines, 'close')])
        if (child.signalCode === 'SIGKILL') deaths += 1
        else if (child.exitCode === 0) return
        else throw new Error(`a process failed: ${objections.join('').slice(-2000)}`)
      }
    }
    let written = 0
    const everySigner = Array.from({ length: signers }, (_, who) =>
      run(
        'sign',
        who,
        (line) => shown.push(v.parse(Shown, line)),
        () => written === writers,
      ),
    )
    await Promise.all(
      Array.from({ length: writers }, async (_, who) => {
        await run(
          'write',
          who,
          (line) => answers.push(v.parse(Answered, line)),
          () => false,
        )
        written += 1
      }),
    )
    await Promise.all(everySigner)
    const last = await checkpoint(parts)
    if (!last) throw new Error('nothing was signed')
    shown.push({ begun: Date.now(), size: last.size, note: last.note })

    expect(objections).toEqual([])
    expect(deaths).toBeGreaterThan(writers)
    // Gapless, nothing doubled, and every act there once.
    const shared = Math.ceil(acts / 10)
    const recorded = await listRecorded(parts.db)
    expect(recorded.map(({ position }) => position)).toEqual(recorded.map((_, n) => n))
    expect(recorded).toHaveLength(opened + writers * (acts - shared) + shared)
    expect(answers).toHaveLength(writers * acts)
    const rows = await parts.db.select({ position: entries.position, key: entries.key }).from(entries)
    const places = new Map(rows.map(({ key, position }) => [key, position]))
    for (const { key, position } of answers) expect(places.get(`${key}:0`)).toBe(position)

    // What was answered is in every checkpoint that was begun afterwards.
    const inTime = answers.toSorted((a, b) => a.at - b.at)
    let covered = -1
    let at = 0
    for (const { begun, size } of shown.toSorted((a, b) => a.begun - b.begun)) {
      for (let one = inTime[at]; one && one.at < begun; one = inTime[(at += 1)])
        covered = Math.max(covered, one.position)
      expect(size).toBeGreaterThan(covered)
    }

    // One note for each size, and each log is the beginning of the next.
    const notes = new Map(shown.map(({ size, note }) => [size, note]))
    expect(shown.filter(({ size, note }) => notes.get(size) !== note)).toEqual([])
    const verifiers = [noteVerifier(parseVkey(parts.keys.logs[0].vkey))]
    const heads = [...notes.values()].map((note): Checkpoint => {
      const verdict = verifyCheckpoint(note, verifiers)
      if (!verdict.valid) throw new Error(`a note is ${verdict.reason}`)
      return verdict.checkpoint
    })
    const leaves = recorded.map(({ entry }) => leafHash(sha256, formatLeaf(entry)))
    const tiles = await parts.db.select().from(tileHashes)
    const stored = hashesAmong([
      ...leaves.map((hash, position) => ({ level: 0, position, hash })),
      ...tiles.map(({ level, position, hash }) => ({ level, position, hash: new Uint8Array(hash) })),
    ])
    const [first, ...later] = heads.toSorted((a, b) => a.size - b.size)
    if (!first) throw new Error('no checkpoint')
    let from = first
    for (const to of later) {
      const proof = proofOver(sha256, subtreesForConsistency(from.size, to.size), stored)
      expect(verifyConsistency(sha256, { from, to, proof })).toBe(true)
      from = to
    }
    expect(rootOf(sha256, leaves)).toEqual(from.root)

    const live = await dumpViews(parts.db)
    await rebuildViews(parts.db)
    expect(await dumpViews(parts.db)).toEqual(live)
  },
)
