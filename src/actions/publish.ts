import type { StoredCheckpoint } from '../storage/read/log.ts'
import { listUncertified } from '../storage/read/publications.ts'
import { checkpoint } from './checkpoint.ts'
import { issueCertificate } from './issue-certificate.ts'
import type { Parts } from './parts.ts'
import { showCheckpoint } from './publish-checkpoint.ts'
import { publishList } from './publish-list.ts'

/**
 * Brings what is public up to the log: checkpoint, certificates, a checkpoint over those, the list, a checkpoint over that.
 * Every step is idempotent: stop it anywhere, and the next run does the rest.
 */
export async function publish(parts: Parts): Promise<void> {
  const covered = await publishLatest(parts)
  if (!covered) return
  const waiting = await listUncertified(parts.db, covered.size)
  for (const signing of waiting) await issueCertificate(parts, signing)
  const last = waiting.length > 0 ? await publishLatest(parts) : covered
  // The list is in the log, too: what proves it is the checkpoint after.
  if (last && (await publishList(parts, last))) await publishLatest(parts)
}

async function publishLatest(parts: Parts): Promise<StoredCheckpoint | undefined> {
  const signed = await checkpoint(parts)
  return signed && showCheckpoint(parts, signed)
}
