import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseInstant } from '../../src/core/day.ts'
import { formatLeaf, parseLeaf, type Entry } from '../../src/core/entry.ts'
import type { Recorded } from '../../src/core/recorded.ts'
import { replay } from '../../src/core/replay.ts'
import { head } from '../../src/core/stamp.ts'
import { makeUuid } from '../../src/core/uuid.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { formatVkey } from '../../src/log/vkey.ts'
import { keyOf } from '../log/signing.ts'
import { seededChance } from '../support/chance.ts'
import { filesOfLog } from '../support/log-files.ts'

export type Audited = {
  /** Milliseconds, the best of three in turn. */
  audit: number
  bare: number
  go: number
  /** The most memory that an audit took. */
  megabytes: number
  /** Milliseconds for so many entries, read from their leaves and replayed. */
  replayed: { entries: number; milliseconds: number }
}

/** Audits a log of so many entries on disk beside bare hashing and Go’s verifier, each in a process of its own. */
export async function measureAudit(size: number): Promise<Audited> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-log-'))
  const { key, signer } = keyOf('register.example/log', new Uint8Array(32).fill(7))
  for await (const { path, bytes } of filesOfLog(size, leafAt, signer)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  const vkey = formatVkey(key)
  const go = join(folder, 'verifier')
  const env = { ...process.env, GO111MODULE: 'off', GOFLAGS: '', GOPATH: '/usr/share/gocode' }
  execFileSync('go', ['build', '-o', go, '.'], { cwd: 'test/oracle', env })

  const turns = [0, 1, 2].map(() => ({
    bare: askPeer('hash', folder, vkey, size),
    audit: askPeer('audit', folder, vkey, size),
    go: timed(() => execFileSync(go, [vkey, folder])),
  }))
  rmSync(folder, { recursive: true })
  return {
    audit: Math.min(...turns.map(({ audit }) => audit.milliseconds)),
    bare: Math.min(...turns.map(({ bare }) => bare.milliseconds)),
    go: Math.min(...turns.map((turn) => turn.go)),
    megabytes: Math.max(...turns.map(({ audit }) => audit.megabytes)),
    replayed: measureReplay(100_000),
  }
}

function askPeer(task: string, ...rest: readonly (string | number)[]): { milliseconds: number; megabytes: number } {
  const args = ['test/bench/audit-peer.ts', task, ...rest.map(String)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

function timed(act: () => unknown): number {
  const begun = performance.now()
  act()
  return performance.now() - begun
}

const at = parseInstant('2026-03-04T10:15:00Z')

/** A body that is registered: 137 bytes, as leaves go. */
function leafAt(position: number): Uint8Array {
  const id = `0195e7c2-${position.toString(16).padStart(8, '0').slice(0, 4)}-7000-8000-${String(position).padStart(12, '0')}`
  return formatUtf8(`{"at":"${at}","id":"${id}","kind":"assembly","sector":"vcs","type":"body.registered","v":1}`)
}

function measureReplay(entries: number): Audited['replayed'] {
  const chance = seededChance('replay')
  const made = Array.from({ length: entries }, (_, n) => {
    const stamp = { at, id: () => makeUuid(Date.parse(at) + n, chance(10)), salt: () => chance(16) }
    const { common, disclosures } = head(stamp, [{ name: 'name.en', value: `Body ${n}`, public: true }])
    const entry: Entry = { ...common, type: 'body.registered', kind: 'assembly', sector: 'vcs' }
    return { leaf: formatLeaf(entry), disclosures }
  })
  const milliseconds = timed(() =>
    replay(
      made.map(({ leaf, disclosures }, position): Recorded => ({ position, entry: parseLeaf(leaf), disclosures })),
    ),
  )
  return { entries, milliseconds }
}
