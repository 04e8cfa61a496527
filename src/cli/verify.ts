import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { formatInstant } from '../core/day.ts'
import { formatBase64 } from '../encoding/base64.ts'
import { Malformed } from '../encoding/malformed.ts'
import type { Source } from '../log/audit.ts'
import { parseVkey } from '../log/vkey.ts'
import { parseKnownCheckpoint } from '../verify/known-checkpoint.ts'
import { auditRegister, type RegisterAudit, type RegisterAuditing } from '../verify/register.ts'
import { runCommand } from './command.ts'
import { fastSha256 } from './fast-sha256.ts'
import { exitCodes, formatOutcome, type Outcome } from './outcome.ts'
import { makeProgress } from './progress.ts'
import { sourceAt, sourceIn } from './source.ts'
import { Unreachable } from './unreachable.ts'
import { verifyFile } from './verify-certificate.ts'

const usage =
  'npm run verify -- URL|FOLDER|certificate.pdf|bundle.zip [--vkey KEY] [--checkpoint FILE] [--proof FILE] [--offline] [--json]'

// Whoever could not be asked has not said anything wrong.
await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      vkey: { type: 'string' },
      checkpoint: { type: 'string', multiple: true },
      proof: { type: 'string', multiple: true },
      offline: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  const [place, ...rest] = positionals
  if (place === undefined || rest.length > 0) throw new Malformed(usage)
  const { vkey, checkpoint = [], proof = [], offline = false, json = false } = values
  if (vkey !== undefined) parseVkey(vkey)
  const known = [...checkpoint, ...proof].map((file) => parseKnownCheckpoint(readFileSync(file, 'utf8')))

  const now = formatInstant(Date.now())
  const outcome = isFile(place)
    ? await verifyFile(readFileSync(place), { offline, now })
    : await verifyRegister(sourceOf(place), { hash: fastSha256, now, known, ...(vkey !== undefined && { vkey }) })
  const { conclusion } = outcome
  console.log(json ? JSON.stringify({ conclusion, ...outcome.json }, null, 2) : formatOutcome(outcome))
  process.exitCode = exitCodes[conclusion]
}, exitCodes.unchecked)

async function verifyRegister(read: Source, auditing: RegisterAuditing): Promise<Outcome> {
  const progress = makeProgress()
  const audit = await auditRegister(read, { ...auditing, progress: progress.tell })
  progress.end()
  const { conclusion, findings } = audit
  const summaries = {
    sound: 'All of this holds.',
    unsound: 'NOT VERIFIED: what this register serves does not hold together.',
    unchecked: 'Nothing is wrong with what was checked, and not all of it could be.',
  }
  const disclaimer = 'It records signings; it does not certify that promises are kept.'
  return { conclusion, lines: findings, summary: [summaries[conclusion], disclaimer], json: tellAudit(audit) }
}

function tellAudit({ findings, log, register }: RegisterAudit): Outcome['json'] {
  const { origin, size, root } = log?.checkpoint ?? {}
  const { keys, asAt, standings } = register ?? {}
  return { findings, log: root && { origin, size, root: formatBase64(root) }, keys, asAt, standings }
}

function sourceOf(place: string): Source {
  if (/^https?:\/\//.test(place)) return sourceAt(place.replace(/\/+$/, ''))
  if (!statSync(place, { throwIfNoEntry: false })) throw new Unreachable(`There is no ${place} here.`)
  return sourceIn(place)
}

function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() ?? false
}
