import type { Sha256 } from '../encoding/sha256.ts'
import { foldPeaks, rootOf } from './tree.ts'

/**
 * A hash that a register keeps, addressed as in c2sp.org/tlog-tiles: at level 0 the leaf hash of entry `position`, above
 * it the MTH of full tile `position` of the level below, so of 256^level entries.
 */
export type StoredHash = { readonly level: number; readonly position: number; readonly hash: Uint8Array }

/** Stored hashes of one level, from position `from` up to but not including `to`. */
export type HashRange = { readonly level: number; readonly from: number; readonly to: number }

/** Finds a stored hash that was loaded beforehand. */
export type HashAt = (level: number, position: number) => Uint8Array | undefined

/** A look-up over loaded hashes, in any order. */
export function hashesAmong(hashes: Iterable<StoredHash>): HashAt {
  const levels = new Map<number, Map<number, Uint8Array>>()
  for (const { level, position, hash } of hashes) {
    const positions = levels.get(level) ?? new Map<number, Uint8Array>()
    levels.set(level, positions.set(position, hash))
  }
  return (level, position) => levels.get(level)?.get(position)
}

/**
 * The stored hashes from which MTH(D[from:to]) is made, one range for each complete subtree, the highest first. `from`
 * is a multiple of the smallest power of two that is not below `to - from`, as in every split of RFC 6962 §2.1.
 */
export function rangesOfSubtree(from: number, to: number): HashRange[] {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) throw new Error('not an interval of entries')
  const ranges: HashRange[] = []
  for (let start = from; start < to;) {
    let level = 0
    let unit = 1
    for (; unit * 256 <= to - start; unit *= 256) level++
    let width = 1
    for (; width * 2 * unit <= to - start;) width *= 2
    ranges.push({ level, from: start / unit, to: start / unit + width })
    start += width * unit
  }
  return ranges
}

/** MTH(D[from:to]) made from stored hashes, with `from` as in {@link rangesOfSubtree}. */
export function hashOfSubtree(hash: Sha256, from: number, to: number, stored: HashAt): Uint8Array {
  return foldPeaks(
    hash,
    rangesOfSubtree(from, to).map((range) => hashOfRange(hash, range, stored)),
  )
}

/** The hash above one range whose length is a power of two. */
export function hashOfRange(hash: Sha256, range: HashRange, stored: HashAt): Uint8Array {
  return rootOf(hash, eachOf(range, stored))
}

function* eachOf({ level, from, to }: HashRange, stored: HashAt): Generator<Uint8Array> {
  for (let position = from; position < to; position++) {
    const found = stored(level, position)
    if (!found) throw new Error(`hash ${position} of level ${level} was not loaded`)
    yield found
  }
}
