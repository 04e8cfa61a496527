import { readFileSync } from 'node:fs'
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
import { isFile, sourceOf } from './source.ts'
import { verifyFile } from './verify-certificate.ts'
import { findEvidence, verifyEvidenceFiles } from './verify-evidence.ts'

const usage =
  'npm run verify -- URL|FOLDER|certificate.pdf|bundle.zip [--vkey KEY] [--checkpoint FILE] [--proof FILE] [--offline] [--json], or ' +
  'npm run verify -- evidence.zip|evidence.json [--register URL|FOLDER|bundle.zip] [--leaf FILE] [--json]'

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
      register: { type: 'string' },
      leaf: { type: 'string' },
    },
  })
  const [place, ...rest] = positionals
  if (place === undefined || rest.length > 0) throw new Malformed(usage)
  const { vkey, checkpoint = [], proof = [], offline = false, json = false, register, leaf } = values
  if (vkey !== undefined) parseVkey(vkey)
  const known = [...checkpoint, ...proof].map((file) => parseKnownCheckpoint(readFileSync(file, 'utf8')))

  const now = formatInstant(Date.now())
  const evidence = isFile(place) ? findEvidence(place) : undefined
  const outcome = evidence
    ? await verifyEvidenceFiles(evidence, { register, leaf })
    : await verifyPlace(place, offline, { hash: fastSha256, now, known, ...(vkey !== undefined && { vkey }) })
  const { conclusion } = outcome
  console.log(json ? JSON.stringify({ conclusion, ...outcome.json }, null, 2) : formatOutcome(outcome))
  process.exitCode = exitCodes[conclusion]
}, exitCodes.unchecked)

async function verifyPlace(place: string, offline: boolean, auditing: RegisterAuditing): Promise<Outcome> {
  return isFile(place)
    ? verifyFile(readFileSync(place), { offline, now: auditing.now })
    : verifyRegister(sourceOf(place), auditing)
}

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
