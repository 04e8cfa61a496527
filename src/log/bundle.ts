import { concatBytes } from '../encoding/bytes.ts'
import { Malformed } from '../encoding/malformed.ts'
import type { Sha256 } from '../encoding/sha256.ts'

/** The longest entry that we write, in bytes. c2sp.org/tlog-tiles allows 65,535, and so do we when we read. */
const maximumEntryBytes = 4096

/** The entries of a bundle, c2sp.org/tlog-tiles: exactly `width` of them, each after its length in two bytes. */
export function parseBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  return startsOf(bundle, width)
    .slice(0, width)
    .map((from, n, starts) => bundle.subarray(from, (starts[n + 1] ?? bundle.length + 2) - 2))
}

/** The leaf hashes of a bundle of `width` entries, one after the other: what the level-0 tile beside it has to be. */
export function hashesOfBundle(hash: Sha256, bundle: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const starts = startsOf(bundle, width)
  const hashes = new Uint8Array(width * 32)
  const prefixed = new Uint8Array(bundle)
  for (let n = 0; n < width; n += 1) {
    // The prefix takes the place of the last byte of the length, so that nothing is copied entry by entry.
    const from = (starts[n] ?? 0) - 1
    prefixed[from] = 0x00
    hashes.set(hash(prefixed.subarray(from, (starts[n + 1] ?? 0) - 2)), n * 32)
  }
  return hashes
}

/** The bundle of up to 256 entries of our own. */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  if (entries.some((entry) => entry.length > maximumEntryBytes)) throw new Error('an entry longer than we write')
  return concatBytes(
    ...entries.flatMap((entry) => [Uint8Array.of(Math.floor(entry.length / 256), entry.length % 256), entry]),
  )
}

/** Where each entry of a bundle begins, and where one more would. */
function startsOf(bundle: Uint8Array, width: number): number[] {
  const starts = [2]
  let at = 0
  for (let n = 0; n < width; n += 1) {
    const high = bundle[at]
    const low = bundle[at + 1]
    if (high === undefined || low === undefined) throw malformed()
    at += 2 + high * 256 + low
    if (at > bundle.length) throw malformed()
    starts.push(at + 2)
  }
  if (at !== bundle.length) throw malformed()
  return starts
}

const malformed = (): Malformed => new Malformed('malformed bundle')
