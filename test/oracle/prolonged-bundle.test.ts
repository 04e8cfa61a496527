import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { formatHex } from '../../src/encoding/hex.ts'
import { formatPem } from '../../src/encoding/pem.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { formatVkey } from '../../src/log/vkey.ts'
import { bundleFiles } from '../../src/verify/bundle.ts'
import { formatInstructions } from '../../src/verify/instructions.ts'
import { certificateFiles } from '../support/certificate-files.ts'
import { prolong, type Stages } from '../support/prolonged.ts'
import { openTimeAuthority } from '../support/time-authority.ts'

const folder = mkdtempSync(join(tmpdir(), 'bundles-'))
const endings: (() => void)[] = [() => rmSync(folder, { recursive: true })]
afterAll(() => endings.forEach((tidy) => tidy()))
const authority = openTimeAuthority()
let made: Awaited<ReturnType<typeof certificateFiles>>
let stages: Stages
beforeAll(async () => {
  made = await certificateFiles((tidy) => endings.push(tidy))
  stages = await prolong(made.files.get(bundleFiles.pdf) ?? new Uint8Array(), made.seal, authority)
}, 60_000)

/** Runs the instructions of a bundle, as they stand, over these files; what they print, and whether all went well. */
function follow(name: string, pdf: Uint8Array, anchor = authority.root) {
  const place = join(folder, name)
  mkdirSync(place)
  const [log] = made.policy.logs
  const vkey = log ? formatVkey(log.key) : ''
  const about = { reference: 'EX-00001', register: 'Example', address: 'https://register.example', vkey, listed: false }
  const instructions = formatInstructions({
    ...about,
    sealedAt: Date.parse('2026-03-04T10:15:00Z') / 1000,
    root: formatHex(sha256(made.seal.root)),
    stamped: pdf.length > stages.issued.bytes.length,
  })
  const files = new Map<string, Uint8Array>([
    ...made.files,
    [bundleFiles.pdf, pdf],
    [bundleFiles.vkey, formatUtf8(`${vkey}\n`)],
    [bundleFiles.authorities, formatUtf8(formatPem([{ title: 'authority.example', der: anchor }]))],
  ])
  for (const [file, bytes] of files) writeFileSync(join(place, file), bytes)
  const commands = Array.from(instructions.matchAll(/^ {4}(.*)$/gm), ([, command]) => command).join('\n')
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', commands], {
    cwd: place,
    encoding: 'utf8',
  })
  const expected = Array.from(instructions.matchAll(/"([^"]+)"(?=[.,]| for each| and)/g), ([, words = '']) => words)
  return { well: status === 0, found: stdout + stderr, expected }
}

it.each(['issued', 'stamped', 'stored', 'lasting'] as const)(
  'the instructions of a bundle work as they stand, %s',
  (stage) => {
    const { well, found, expected } = follow(stage, stages[stage].bytes)
    expect(well, found).toBe(true)
    expect(expected).toContain('not on the list')
    for (const words of expected) expect(found).toContain(words)
    expect(found.match(/Verification: OK/g) ?? []).toHaveLength({ issued: 0, stamped: 1, stored: 1, lasting: 2 }[stage])
  },
)

it('and find a time-stamp that is of somebody else, or over something else', () => {
  const stranger = openTimeAuthority('Stranger')
  expect(follow('stranger', stages.lasting.bytes, stranger.root).well).toBe(false)
  const bent = stages.lasting.bytes.slice()
  const at = stages.stamped.bytes.length + 20
  bent[at] = (bent[at] ?? 0) ^ 1
  expect(follow('bent', bent).well).toBe(false)
})
