import { findPublished, type StoredCheckpoint } from '../storage/read/log.ts'
import { publishCheckpoint } from '../storage/write/publish-checkpoint.ts'
import { now, type Parts } from './parts.ts'

/** Shows the world a checkpoint that the mark covers, and gives back the largest one that the world may see. */
export async function showCheckpoint(parts: Parts, { size }: StoredCheckpoint): Promise<StoredCheckpoint | undefined> {
  await publishCheckpoint(parts.db, size, now(parts))
  return findPublished(parts.db)
}
