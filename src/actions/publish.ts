import { londonDay } from '../core/day.ts'
import { formatListCsv, formatListJson } from '../credentials/list.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { write } from '../storage/database.ts'
import { logSize } from '../storage/read/entries.ts'
import type { StoredCheckpoint } from '../storage/read/log.ts'
import { findPublication, listUncertified } from '../storage/read/publications.ts'
import { listSignatories } from '../storage/read/signatories.ts'
import { savePublication } from '../storage/write/publications.ts'
import { checkpoint } from './checkpoint.ts'
import { issueCertificate } from './issue-certificate.ts'
import { now, type Parts } from './parts.ts'
import { showCheckpoint } from './publish-checkpoint.ts'

/**
 * Brings what is public up to the log: checkpoint, certificates, a checkpoint over those, the list. Every step is
 * idempotent: stop it anywhere, and the next run does the rest.
 */
export async function publish(parts: Parts): Promise<void> {
  const covered = await publishLatest(parts)
  if (!covered) return
  const waiting = await listUncertified(parts.db, covered.size)
  for (const signing of waiting) await issueCertificate(parts, signing)
  const last = waiting.length > 0 ? await publishLatest(parts) : covered
  if (last) await publishList(parts, last)
}

async function publishLatest(parts: Parts): Promise<StoredCheckpoint | undefined> {
  const signed = await checkpoint(parts)
  return signed && showCheckpoint(parts, signed)
}

async function publishList(parts: Parts, { size, root }: StoredCheckpoint): Promise<void> {
  const asAt = londonDay(now(parts))
  const held = await findPublication(parts.db, 'signatories.json')
  if (held && held.size === size && held.asAt === asAt) return

  const lines = await listSignatories(parts.db, {}, asAt)
  // The views may have run ahead of the checkpoint while we read; the next run publishes them.
  if ((await logSize(parts.db)) !== size) return
  const log = { origin: parts.keys.log.signer.name, size, root }
  const json = formatUtf8(formatListJson({ asAt, lines }, log, parts.address))
  const csv = formatUtf8(formatListCsv({ asAt, lines }, log, parts.address))
  await write(parts.db, [
    savePublication(parts.db, { name: 'signatories.json', size, asAt, mediaType: 'application/json', bytes: json }),
    savePublication(parts.db, {
      name: 'signatories.csv',
      size,
      asAt,
      mediaType: 'text/csv; charset=utf-8',
      bytes: csv,
    }),
  ])
  parts.report({ kind: 'published', size })
}
