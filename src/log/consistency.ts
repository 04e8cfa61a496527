import type { Sha256 } from '../encoding/sha256.ts'
import { equalBytes } from '../encoding/bytes.ts'
import type { Source } from './audit.ts'
import { verifyConsistency } from './proof.ts'
import { proofOver, subtreesForConsistency, tilesUnder } from './prove.ts'
import { hashesAmong, type HashRange, type StoredHash } from './stored-hashes.ts'
import { formatTile } from './tile.ts'
import type { TreeHead } from './tree.ts'

/**
 * Whether the tree `to` begins with the tree `from`, from the few tiles that prove it (c2sp.org/tlog-tiles). They are not
 * believed: hashes that are not those of the log prove nothing. Undefined where one of them is missing.
 */
export async function askConsistency(
  read: Source,
  hash: Sha256,
  { from, to }: { readonly from: TreeHead; readonly to: TreeHead },
): Promise<boolean | undefined> {
  if (from.size > to.size) return false
  if (from.size === 0 || from.size === to.size) return from.size === 0 || equalBytes(from.root, to.root)
  const subtrees = subtreesForConsistency(from.size, to.size)
  const loaded = await Promise.all(tilesUnder(subtrees, to.size).map(async (range) => readRange(read, range)))
  const hashes = loaded.flatMap((row) => row ?? [])
  if (loaded.includes(undefined)) return undefined
  return verifyConsistency(hash, { from, to, proof: proofOver(hash, subtrees, hashesAmong(hashes)) })
}

async function readRange(read: Source, { level, from, to }: HashRange): Promise<readonly StoredHash[] | undefined> {
  const bytes = await read(`log/${formatTile({ level, index: from / 256, width: to - from })}`)
  if (bytes?.length !== (to - from) * 32) return undefined
  return Array.from({ length: to - from }, (_, n) => ({
    level,
    position: from + n,
    hash: bytes.subarray(n * 32, n * 32 + 32),
  }))
}
