import { unzlibSync } from 'fflate'
import { Malformed } from './malformed.ts'

/** The bytes that a ZLIB stream (RFC 1950) holds. It may grow a thousandfold: for streams of ours alone. */
export function parseZlib(stream: Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(unzlibSync(stream))
  } catch (cause) {
    throw new Malformed('malformed ZLIB stream', { cause })
  }
}
