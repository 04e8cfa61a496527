import { unzipSync, zipSync } from 'fflate'
import { Malformed } from './malformed.ts'

/** Files by name, which has no folder in it. */
export type Files = ReadonlyMap<string, Uint8Array>

/** A ZIP of files in the order given. The same files give the same bytes, whenever and wherever that is done. */
export function formatZip(files: Files): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(zipSync(Object.fromEntries(files), { level: 6, mtime: firstDay }))
}

/**
 * The files of a ZIP of somebody else: at most so many bytes in all, by what it says of itself, and names without a folder.
 * A name twice, or anything that cannot be read, is malformed.
 */
export function parseZip(zip: Uint8Array, most: number): Files {
  const names = new Set<string>()
  let left = most
  const found = unlessForeign(() =>
    unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        left -= originalSize
        if (names.has(name) || left < 0 || !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) throw malformed()
        names.add(name)
        return true
      },
    }),
  )
  return new Map(Object.entries(found).map(([name, bytes]) => [name, bytes]))
}

/** Whether bytes begin as those of a ZIP do. */
export function isZip(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, n) => bytes[n] === byte)
}

/** The library throws kinds of its own. */
function unlessForeign<Value>(parse: () => Value): Value {
  try {
    return parse()
  } catch (cause) {
    throw new Malformed('malformed ZIP', { cause })
  }
}

const malformed = (): Malformed => new Malformed('malformed ZIP')
// ZIP counts days from here, in nobody's time zone: the library takes the parts of a local time.
const firstDay = new Date(1980, 0, 1)
