import type { StoredHash } from '../../log/stored-hashes.ts'
import { write, type Database, type Statement } from '../database.ts'
import { findCheckpoint, type StoredCheckpoint } from '../read/log.ts'

/**
 * Stores tile hashes and a signed note where they are not there yet, and gives back the stored row: only that one may be
 * used from here on. Die before it: nothing is signed for anybody. Die after it: the next run carries on from the row.
 */
export async function storeCheckpoint(
  db: Database,
  checkpoint: StoredCheckpoint,
  hashes: readonly StoredHash[],
): Promise<StoredCheckpoint> {
  await write(db, checkpointStatements(checkpoint, hashes))
  const stored = await findCheckpoint(db, checkpoint.size)
  if (!stored) throw new Error('a checkpoint was written and is not there')
  return stored
}

/** A checkpoint and the hashes of the tiles that became full, where they are not there yet. */
export function checkpointStatements(
  { size, root, note, signedAt }: StoredCheckpoint,
  hashes: readonly StoredHash[],
): readonly Statement[] {
  return [
    ...hashes.map(({ level, position, hash }) => ({
      sql: `INSERT INTO tile_hashes (level, position, hash) SELECT ?1, ?2, ?3
        WHERE NOT EXISTS (SELECT 1 FROM tile_hashes WHERE level = ?1 AND position = ?2)`,
      args: [level, position, hash],
    })),
    {
      sql: `INSERT INTO checkpoints (size, root, note, signed_at) SELECT ?1, ?2, ?3, ?4
        WHERE NOT EXISTS (SELECT 1 FROM checkpoints WHERE size = ?1)`,
      args: [size, root, note, signedAt],
    },
  ]
}
