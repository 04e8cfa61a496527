import { equalBytes } from '../encoding/bytes.ts'
import type { Sha256 } from '../encoding/sha256.ts'
import { verifyConsistency } from './proof.ts'
import { proofOver, subtreesForConsistency } from './prove.ts'
import {
  hashesAmong,
  hashOfRange,
  hashOfSubtree,
  type HashAt,
  type HashRange,
  type StoredHash,
} from './stored-hashes.ts'
import type { TreeHead } from './tree.ts'

/**
 * What the next checkpoint says and which tile hashes to store with it, or what is wrong with the tables:
 * `entries-missing`, fewer entries than the last checkpoint covers; `hash-missing`, a hash that must be stored is not;
 * `root-differs`, the stored hashes no longer give the last root; `inconsistent`, the new tree does not begin with the old.
 */
export type Plan =
  | { readonly valid: true; readonly root: Uint8Array; readonly tileHashes: readonly StoredHash[] }
  | { readonly valid: false; readonly reason: 'entries-missing' | 'hash-missing' | 'root-differs' | 'inconsistent' }

/**
 * What to load before {@link planCheckpoint}: at level 0 the leaf hashes from ⌊last/256⌋·256 up to `size`; above it the
 * partial tile that `last` ends in, at most 255 hashes a level. `last` is 0 where there is no checkpoint yet.
 */
export function rangesForPlan(last: number, size: number): HashRange[] {
  const ranges: HashRange[] = [{ level: 0, from: tileStart(last), to: size }]
  for (let level = 1, count = Math.floor(last / 256); count > 0; level++, count = Math.floor(count / 256)) {
    ranges.push({ level, from: tileStart(count), to: count })
  }
  return ranges.filter(({ from, to }) => from < to)
}

/**
 * The step from the last checkpoint, if any, to `size` entries: `stored` finds the hashes of {@link rangesForPlan}. The
 * past is recomputed and consistency verified as an outsider would. For a long way go in steps, each with the size and
 * root of the one before; without `last` the whole tree is built. An empty tree has a root too, which nobody may sign.
 */
export function planCheckpoint(hash: Sha256, last: TreeHead | undefined, size: number, stored: HashAt): Plan {
  const from = last?.size ?? 0
  if (size < from) return { valid: false, reason: 'entries-missing' }
  if (!rangesForPlan(from, size).every((range) => isLoaded(range, stored)))
    return { valid: false, reason: 'hash-missing' }
  if (last && !equalBytes(hashOfSubtree(hash, 0, from, stored), last.root))
    return { valid: false, reason: 'root-differs' }

  const tileHashes = hashesOfFilledTiles(hash, from, size, stored)
  const grown = withAdded(tileHashes, stored)
  const root = hashOfSubtree(hash, 0, size, grown)
  // From nothing there is nothing to prove.
  if (last && from > 0) {
    const proof = proofOver(hash, subtreesForConsistency(from, size), grown)
    if (!verifyConsistency(hash, { from: last, to: { size, root }, proof }))
      return { valid: false, reason: 'inconsistent' }
  }
  return { valid: true, root, tileHashes }
}

/** The hashes of the tiles that are full at `size` and were not at `from`, lower levels first. */
function hashesOfFilledTiles(hash: Sha256, from: number, size: number, stored: HashAt): StoredHash[] {
  const filled: StoredHash[] = []
  let below = stored
  for (let level = 1, unit = 256; unit <= size; level++, unit *= 256) {
    const fresh: StoredHash[] = []
    for (let position = Math.floor(from / unit); position < Math.floor(size / unit); position++) {
      const tile = { level: level - 1, from: position * 256, to: position * 256 + 256 }
      fresh.push({ level, position, hash: hashOfRange(hash, tile, below) })
    }
    filled.push(...fresh)
    below = withAdded(fresh, stored)
  }
  return filled
}

function withAdded(added: readonly StoredHash[], stored: HashAt): HashAt {
  const fresh = hashesAmong(added)
  return (level, position) => fresh(level, position) ?? stored(level, position)
}

function isLoaded({ level, from, to }: HashRange, stored: HashAt): boolean {
  for (let position = from; position < to; position++) if (stored(level, position)?.length !== 32) return false
  return true
}

const tileStart = (position: number): number => Math.floor(position / 256) * 256
