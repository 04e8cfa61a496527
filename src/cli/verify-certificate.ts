import { readAttachments } from '../certificate/read-attachments.ts'
import { parseFile } from '../certificate/read-file.ts'
import { firstRevision } from '../certificate/revise-file.ts'
import type { Instant } from '../core/day.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { isZip, parseZip, type Files } from '../encoding/zip.ts'
import { isLoopback } from '../env.ts'
import type { Source } from '../log/audit.ts'
import { askConsistency } from '../log/consistency.ts'
import { bundleFiles, findPapers, findTrust } from '../verify/bundle.ts'
import { verifyCertificate } from '../verify/certificate-verdict.ts'
import { concludeFrom } from '../verify/finding.ts'
import { parseKnownCheckpoint, type KnownCheckpoint } from '../verify/known-checkpoint.ts'
import { fetchFiles } from '../verify/register-files.ts'
import { disclaimer, sayVerdict, tellVerdict } from '../verify/words.ts'
import { fastSha256 } from './fast-sha256.ts'
import type { Outcome } from './outcome.ts'
import { sourceAt } from './source.ts'
import { Unreachable } from './unreachable.ts'

/**
 * Judges a bundle by what is in it, and a certificate by its register, which it names: there today's proofs and standing are
 * asked for, and whether the log of today begins with the one that the certificate was sealed over.
 */
export async function verifyFile(
  bytes: Uint8Array,
  { offline, now }: { offline: boolean; now: Instant },
): Promise<Outcome> {
  const files = isZip(bytes) ? parseZip(bytes, largestBundle) : new Map([[bundleFiles.pdf, bytes]])
  const sealedOver = findCheckpoint(files)
  if (isZip(bytes) || offline) return judge(files, now)
  if (!sealedOver) throw new Unreachable('This is not a certificate: it does not name the log that it is in.')
  const read = sourceAt(addressOf(sealedOver))
  const fetched = await fetchFiles(read, bytes)
  return judge(fetched.files, now, await judgeHistory(read, sealedOver))
}

type Line = Outcome['lines'][number]

async function judge(files: Files, now: Instant, ...more: readonly Line[]): Promise<Outcome> {
  const papers = findPapers(files)
  if (!papers) throw new Unreachable('There is no certificate in this bundle.')
  const verdict = await verifyCertificate(papers, findTrust(files), now)
  const told = tellVerdict(verdict).map(({ part, answer, because }): Line => ({
    holds: answer,
    words: `${part}. ${because}`,
  }))
  const lines = [...told, ...more]
  return {
    conclusion: concludeFrom(lines),
    lines,
    summary: [`${sayVerdict(verdict)}.`, disclaimer],
    json: { title: verdict.title, lines },
  }
}

/** Every certificate out there is gossip: whoever showed it one log and us another has signed for both. */
async function judgeHistory(read: Source, { checkpoint }: KnownCheckpoint): Promise<Line> {
  const bytes = await read('log/checkpoint')
  const today = bytes && unlessMalformed(() => parseKnownCheckpoint(parseUtf8(bytes)).checkpoint)
  const begins = today && (await askConsistency(read, fastSha256, { from: checkpoint, to: today }))
  if (begins === undefined) return { holds: 'unknown', words: 'History. The log of today could not be read.' }
  return begins
    ? { holds: 'yes', words: 'History. The log of today begins with the one that the certificate was sealed over.' }
    : {
        holds: 'no',
        words: 'History. The log of today is not the one that the certificate was sealed over, made longer.',
      }
}

function findCheckpoint(files: Files): KnownCheckpoint | undefined {
  const pdf = files.get(bundleFiles.pdf) ?? new Uint8Array()
  return unlessMalformed(() =>
    parseKnownCheckpoint(parseUtf8(readAttachments(parseFile(firstRevision(pdf)).objects).proof)),
  )
}

/** The log of a register is named after its address. */
function addressOf({ checkpoint: { origin } }: KnownCheckpoint): string {
  const place = origin.replace(/\/log$/, '')
  return isLoopback(`http://${place}`) ? `http://${place}` : `https://${place}`
}

/** The most bytes that what is in a bundle may have. */
export const largestBundle = 100_000_000
