import { parseBase64 } from '../encoding/base64.ts'
import { Malformed } from '../encoding/malformed.ts'

/** A SHA-256 hash of the tree as the C2SP formats write it: base64 on a line of its own, exactly 32 bytes. */
export function parseHashLine(line: string): Uint8Array<ArrayBuffer> {
  const hash = parseBase64(line)
  if (hash.length !== 32) throw new Malformed('malformed tree hash')
  return hash
}
