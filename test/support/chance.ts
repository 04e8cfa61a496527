import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'

/** Bytes that look random and are the same at every run: SHA-256 of the seed and a counter. */
export function seededChance(seed: string): (length: number) => Uint8Array<ArrayBuffer> {
  let counter = 0
  return (length) => {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at += 32) {
      bytes.set(sha256(formatUtf8(`${seed}/${counter}`)).subarray(0, length - at), at)
      counter += 1
    }
    return bytes
  }
}
