import type { Sha256 } from '../encoding/sha256.ts'
import { hashOfRange, rangesOfSubtree, type HashAt, type HashRange } from './stored-hashes.ts'
import { foldPeaks } from './tree.ts'

/**
 * PATH(index, D[size]) of RFC 6962 §2.1.1, the leaf's sibling first: each of its hashes stands above some ranges of stored
 * hashes. `index < size`.
 */
export function subtreesForInclusion(index: number, size: number): HashRange[][] {
  return inclusionPath(index, 0, size).map(({ from, to }) => rangesOfSubtree(from, to))
}

/** PROOF(from, D[to]) of RFC 6962 §2.1.2, likewise; empty for equal sizes. `0 < from ≤ to`. */
export function subtreesForConsistency(from: number, to: number): HashRange[][] {
  return consistencyPath(from, to).map((part) => rangesOfSubtree(part.from, part.to))
}

/** The hashes of a proof, of whose stored hashes each was loaded. */
export function proofOver(hash: Sha256, subtrees: readonly HashRange[][], stored: HashAt): Uint8Array[] {
  return subtrees.map((ranges) =>
    foldPeaks(
      hash,
      ranges.map((range) => hashOfRange(hash, range, stored)),
    ),
  )
}

/** The tiles in which a proof's stored hashes are, as far as a tree of `size` entries fills them. */
export function tilesUnder(subtrees: readonly HashRange[][], size: number): HashRange[] {
  const tiles = new Map<string, HashRange>()
  for (const { level, from } of subtrees.flat()) {
    const start = Math.floor(from / 256) * 256
    tiles.set(`${level}/${start}`, { level, from: start, to: Math.min(start + 256, Math.floor(size / 256 ** level)) })
  }
  return [...tiles.values()]
}

/** The entries from `from` up to but not including `to`. */
type Subtree = { readonly from: number; readonly to: number }

function inclusionPath(index: number, from: number, to: number): Subtree[] {
  if (![index, to].every(Number.isSafeInteger) || index < from || index >= to) throw new Error('no such entry to prove')
  if (to - from === 1) return []
  const middle = from + largestPowerBelow(to - from)
  return index < middle
    ? [...inclusionPath(index, from, middle), { from: middle, to }]
    : [...inclusionPath(index, middle, to), { from, to: middle }]
}

function consistencyPath(size: number, to: number): Subtree[] {
  if (![size, to].every(Number.isSafeInteger) || size <= 0 || size > to) throw new Error('no such tree to prove')
  return subproof(size, { from: 0, to }, true)
}

/** SUBPROOF of RFC 6962 §2.1.2: `whole` while the subtree is still the old tree, which the verifier knows already. */
function subproof(size: number, { from, to }: Subtree, whole: boolean): Subtree[] {
  if (size === to) return whole ? [] : [{ from, to }]
  const middle = from + largestPowerBelow(to - from)
  return size <= middle
    ? [...subproof(size, { from, to: middle }, whole), { from: middle, to }]
    : [...subproof(size, { from: middle, to }, false), { from, to: middle }]
}

function largestPowerBelow(n: number): number {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}
