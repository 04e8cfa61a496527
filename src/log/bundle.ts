import { concatBytes } from '../encoding/bytes.ts'
import { Malformed } from '../encoding/malformed.ts'
import type { Sha256 } from '../encoding/sha256.ts'

/** The longest entry that we write, in bytes. c2sp.org/tlog-tiles allows 65,535, and so do we when we read. */
const maximumEntryBytes = 4096

/** The entries of a bundle, c2sp.org/tlog-tiles: exactly `width` of them, each after its length in two bytes. */
export function parseBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  return [...spansOf(bundle, width)].map(({ from, to }) => bundle.subarray(from, to))
}

/** The leaf hashes of a bundle of `width` entries, one after the other: what the level-0 tile beside it has to be. */
export function hashesOfBundle(hash: Sha256, bundle: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const hashes = new Uint8Array(width * 32)
  const prefixed = Uint8Array.from(bundle)
  let at = 0
  for (const { from, to } of spansOf(bundle, width)) {
    // The prefix takes the place of the last byte of the length, so that nothing is copied entry by entry.
    prefixed[from - 1] = 0x00
    hashes.set(hash(prefixed.subarray(from - 1, to)), at)
    at += 32
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

function* spansOf(bundle: Uint8Array, width: number): Generator<{ readonly from: number; readonly to: number }> {
  let at = 0
  for (let n = 0; n < width; n += 1) {
    const high = bundle[at]
    const low = bundle[at + 1]
    if (high === undefined || low === undefined) throw malformed()
    const span = { from: at + 2, to: at + 2 + high * 256 + low }
    if (span.to > bundle.length) throw malformed()
    yield span
    at = span.to
  }
  if (at !== bundle.length) throw malformed()
}

const malformed = (): Malformed => new Malformed('malformed bundle')
