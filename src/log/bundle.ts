import { concatBytes } from '../encoding/bytes.ts'
import { Malformed } from '../encoding/malformed.ts'

/** The longest entry that we write, in bytes. c2sp.org/tlog-tiles allows 65,535, and so do we when we read. */
const maximumEntryBytes = 4096

/** The entries of a bundle, c2sp.org/tlog-tiles: exactly `width` of them, each after its length in two bytes. */
export function parseBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length;) {
    const [high, low] = bundle.subarray(at, at + 2)
    if (high === undefined || low === undefined) throw malformed()
    const end = at + 2 + high * 256 + low
    if (end > bundle.length) throw malformed()
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  if (entries.length !== width) throw malformed()
  return entries
}

/** The bundle of up to 256 entries of our own. */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  if (entries.some((entry) => entry.length > maximumEntryBytes)) throw new Error('an entry longer than we write')
  return concatBytes(
    ...entries.flatMap((entry) => [Uint8Array.of(Math.floor(entry.length / 256), entry.length % 256), entry]),
  )
}

const malformed = (): Malformed => new Malformed('malformed bundle')
