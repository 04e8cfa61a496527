import { concatBytes } from '../encoding/bytes.ts'
import type { Sha256 } from '../encoding/sha256.ts'

/** A tree of so many entries and its root (RFC 6962 §2.1). */
export type TreeHead = { readonly size: number; readonly root: Uint8Array }

/** SHA-256(0x00 ‖ entry), RFC 6962 §2.1. */
export function leafHash(hash: Sha256, entry: Uint8Array): Uint8Array<ArrayBuffer> {
  return hash(concatBytes(leafPrefix, entry))
}

/** SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1. */
export function nodeHash(hash: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  return hash(concatBytes(nodePrefix, left, right))
}

/** MTH over a power of two of hashes that lie one after the other, as a full tile holds them (c2sp.org/tlog-tiles). */
export function hashOfRow(hash: Sha256, row: Uint8Array): Uint8Array {
  let hashes = concatBytes(nodePrefix, row)
  while (hashes.length > 33) {
    const above = new Uint8Array((hashes.length + 1) / 2)
    for (let at = 0; at + 65 <= hashes.length; at += 64) {
      // The prefix takes the place of a byte that has been hashed already, so that nothing is copied node by node.
      hashes[at] = 0x01
      above.set(hash(hashes.subarray(at, at + 65)), at / 2 + 1)
    }
    hashes = above
  }
  return hashes.subarray(1)
}

/** The root of the tree without entries: SHA-256 of nothing, RFC 6962 §2.1. */
export function emptyRoot(hash: Sha256): Uint8Array<ArrayBuffer> {
  return hash(new Uint8Array())
}

/**
 * MTH over the given leaf hashes (RFC 6962 §2.1), taken one at a time and kept as a compact range, so that a large log
 * may stream through. Over a power of two of equally high inner hashes it is the hash of the subtree above them.
 */
export function rootOf(hash: Sha256, leafHashes: Iterable<Uint8Array>): Uint8Array {
  const peaks: { readonly height: number; readonly hash: Uint8Array }[] = []
  for (const leaf of leafHashes) {
    let peak = { height: 0, hash: leaf }
    for (let left = peaks.at(-1); left?.height === peak.height; left = peaks.at(-1)) {
      peaks.pop()
      peak = { height: peak.height + 1, hash: nodeHash(hash, left.hash, peak.hash) }
    }
    peaks.push(peak)
  }
  return foldPeaks(
    hash,
    peaks.map((peak) => peak.hash),
  )
}

/** The root over the hashes of complete subtrees that stand side by side, the highest first: folded from the right. */
export function foldPeaks(hash: Sha256, peaks: readonly Uint8Array[]): Uint8Array {
  if (peaks.length === 0) return emptyRoot(hash)
  return peaks.reduceRight((right, left) => nodeHash(hash, left, right))
}

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)
