import { sha256 } from '../../encoding/sha256.ts'
import type { HashRange, StoredHash } from '../../log/stored-hashes.ts'
import { foldPeaks, nodeHash } from '../../log/tree.ts'
import type { Database } from '../database.ts'
import { listHashes } from './log.ts'

// What stands above whole tiles never changes, and in a log of a million entries it is a megabyte.
const most = 100_000
const kept = new WeakMap<Database, Map<string, Uint8Array>>()

/**
 * The hashes of a proof, one for each subtree. A proof in a long log reads no more than one in a short log: only tiles of
 * leaf hashes are read again.
 */
export async function loadProof(db: Database, subtrees: readonly HashRange[][]): Promise<readonly Uint8Array[]> {
  const above = await loadRanges(db, subtrees.flat())
  return subtrees.map((ranges) => foldPeaks(sha256, ranges.map(above)))
}

/** The hashes above some ranges of stored hashes, each as long as a power of two and within one tile. */
async function loadRanges(db: Database, ranges: readonly HashRange[]): Promise<(range: HashRange) => Uint8Array> {
  const held = kept.get(db) ?? new Map<string, Uint8Array>()
  kept.set(db, held)
  if (held.size > most) held.clear()
  const found = new Map(ranges.map((range) => [nameOf(range), held.get(nameOf(range))]))
  const missing = ranges.filter((range) => !held.has(nameOf(range)))
  for (const row of Map.groupBy(await listHashes(db, tilesOf(missing)), tileName).values()) {
    for (const { range, hash } of subtreesOver(row)) {
      found.set(nameOf(range), hash)
      if (range.level > 0) held.set(nameOf(range), hash)
    }
  }
  return (range) => {
    const hash = found.get(nameOf(range))
    if (!hash) throw new Error('a subtree was not loaded')
    return hash
  }
}

/** Every complete subtree over the hashes of one tile, as far as it is filled. */
function* subtreesOver(tile: readonly StoredHash[]): Generator<{ range: HashRange; hash: Uint8Array }> {
  const { level = 0, position: start = 0 } = tile[0] ?? {}
  let row = tile.map(({ hash }) => hash)
  for (let width = 1; row.length > 0; width *= 2) {
    for (const [n, hash] of row.entries()) {
      yield { range: { level, from: start + n * width, to: start + (n + 1) * width }, hash }
    }
    row = row.flatMap((left, n) => {
      const right = n % 2 === 0 ? row[n + 1] : undefined
      return right ? [nodeHash(sha256, left, right)] : []
    })
  }
}

/** The tiles that ranges lie in, each once; what is not there yet is not found. */
function tilesOf(ranges: readonly HashRange[]): HashRange[] {
  const starts = new Map(
    ranges.map(({ level, from }) => [tileName({ level, position: from }), { level, from: from - (from % 256) }]),
  )
  return [...starts.values()].map((start) => ({ ...start, to: start.from + 256 }))
}

const tileName = ({ level, position }: Pick<StoredHash, 'level' | 'position'>) =>
  `${level}/${Math.floor(position / 256)}`
const nameOf = ({ level, from, to }: HashRange) => `${level}/${from}/${to}`
