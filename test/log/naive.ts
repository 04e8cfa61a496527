import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { hashesAmong, type HashAt, type HashRange, type StoredHash } from '../../src/log/stored-hashes.ts'
import { emptyRoot, leafHash, nodeHash } from '../../src/log/tree.ts'

/** Numbered entries. */
function entriesOf(size: number): Uint8Array[] {
  return Array.from({ length: size }, (_, n) => formatUtf8(`entry ${n}`))
}

/** Leaf hashes of numbered entries. */
export function leavesOf(size: number): Uint8Array[] {
  return entriesOf(size).map((entry) => leafHash(sha256, entry))
}

/** MTH as RFC 6962 §2.1 defines it, and nothing clever; what it has hashed once it remembers. */
export function naiveTree(leaves: readonly Uint8Array[]): (from: number, to: number) => Uint8Array {
  const known = new Map<string, Uint8Array>()
  return function mth(from: number, to: number): Uint8Array {
    if (from === to) return emptyRoot(sha256)
    if (to - from === 1) return leaves[from]!
    const found = known.get(`${from}-${to}`)
    if (found) return found
    let k = 1
    while (k * 2 < to - from) k *= 2
    const root = nodeHash(sha256, mth(from, from + k), mth(from + k, to))
    known.set(`${from}-${to}`, root)
    return root
  }
}

/** Every stored hash of a tree of `size` entries, as c2sp.org/tlog-tiles defines them. */
export function naiveHashes(leaves: readonly Uint8Array[], size: number): StoredHash[] {
  const mth = naiveTree(leaves)
  const stored: StoredHash[] = []
  for (let level = 0, unit = 1; unit <= size; level++, unit *= 256) {
    for (let position = 0; (position + 1) * unit <= size; position++) {
      stored.push({ level, position, hash: mth(position * unit, (position + 1) * unit) })
    }
  }
  return stored
}

/** What a register would have loaded: only the ranges asked for, and only what a tree of that size has. */
export function loaded(stored: readonly StoredHash[], ranges: readonly HashRange[]): HashAt {
  return hashesAmong(
    stored.filter(({ level, position }) =>
      ranges.some((range) => range.level === level && range.from <= position && position < range.to),
    ),
  )
}
