import { unzlibSync, zlibSync } from 'fflate'
import { Malformed } from './malformed.ts'

/** A ZLIB stream (RFC 1950) of some bytes. The same bytes give the same stream. */
export function formatZlib(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return zlibSync(bytes, { level: 6 })
}

/**
 * The bytes that a ZLIB stream (RFC 1950) holds. It may grow a thousandfold, and its checksum is not held against it: for
 * streams that a signature covers, and no others.
 */
export function parseZlib(stream: Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(unzlibSync(stream))
  } catch (cause) {
    throw new Malformed('malformed ZLIB stream', { cause })
  }
}
