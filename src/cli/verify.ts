import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { formatInstant } from '../core/day.ts'
import { formatBase64 } from '../encoding/base64.ts'
import { Malformed } from '../encoding/malformed.ts'
import { parseVkey } from '../log/vkey.ts'
import { parseKnownCheckpoint } from '../verify/known-checkpoint.ts'
import { auditRegister, type RegisterAudit } from '../verify/register.ts'
import { runCommand } from './command.ts'
import { fastSha256 } from './fast-sha256.ts'
import { makeProgress } from './progress.ts'
import { Unreachable } from './unreachable.ts'
import { sourceAt, sourceIn } from './source.ts'

const usage = 'npm run verify -- URL|FOLDER [--vkey KEY] [--checkpoint FILE] [--proof FILE] [--json]'
const exitCodes = { sound: 0, unsound: 1, unchecked: 2 } as const

async function verify(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      vkey: { type: 'string' },
      checkpoint: { type: 'string', multiple: true },
      proof: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
  })
  const [place, ...rest] = positionals
  if (place === undefined || rest.length > 0) throw new Malformed(usage)
  if (values.vkey !== undefined) parseVkey(values.vkey)
  const kept = [...(values.checkpoint ?? []), ...(values.proof ?? [])]
  const isAddress = /^https?:\/\//.test(place)
  if (!isAddress && !existsSync(place)) throw new Unreachable(`There is no ${place} here.`)

  const progress = makeProgress()
  const audit = await auditRegister(isAddress ? sourceAt(place.replace(/\/+$/, '')) : sourceIn(place), {
    hash: fastSha256,
    now: formatInstant(Date.now()),
    ...(values.vkey !== undefined && { vkey: values.vkey }),
    known: kept.map((file) => parseKnownCheckpoint(readFileSync(file, 'utf8'))),
    progress: progress.tell,
  })
  progress.end()
  console.log(values.json ? formatJson(audit) : formatWords(audit))
  process.exitCode = exitCodes[audit.conclusion]
}

const answers = { yes: 'Yes', no: 'No', unknown: 'Not checked' } as const
const conclusions = {
  sound: 'All of this holds.',
  unsound: 'NOT VERIFIED: what this register serves does not hold together.',
  unchecked: 'Nothing is wrong with what was checked, and not all of it could be.',
} as const

function formatWords({ findings, conclusion }: RegisterAudit): string {
  const lines = findings.map(({ holds, words }) => `${answers[holds].padEnd(12)}${words}`)
  return [
    ...lines,
    '',
    conclusions[conclusion],
    'It records signings; it does not certify that promises are kept.',
  ].join('\n')
}

function formatJson({ conclusion, findings, log, register }: RegisterAudit): string {
  const { origin, size, root } = log?.checkpoint ?? {}
  const { keys, asAt, standings } = register ?? {}
  return JSON.stringify(
    { conclusion, findings, log: root && { origin, size, root: formatBase64(root) }, keys, asAt, standings },
    null,
    2,
  )
}

// Whoever could not be asked has not said anything wrong.
await runCommand(verify, exitCodes.unchecked)
