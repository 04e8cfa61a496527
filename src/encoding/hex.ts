import { Malformed } from './malformed.ts'
import { formatUtf8 } from './utf8.ts'

/** Lower-case hex, as `sha256sum` prints it. */
export function formatHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += pairs[byte]
  return text
}

/** Writes lower-case hex of some bytes into others, from a place on. */
export function writeHex(bytes: Uint8Array, into: Uint8Array, at: number): void {
  let next = at
  for (const byte of bytes) {
    into[next] = digits[byte >> 4] ?? 0
    into[next + 1] = digits[byte & 15] ?? 0
    next += 2
  }
}

const digits = formatUtf8('0123456789abcdef')
const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Bytes of lower-case hex; upper case, odd length and anything else are refused, so that text and bytes map one to one. */
export function parseHex(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) throw new Malformed('malformed hex')
  return Uint8Array.from({ length: text.length / 2 }, (_, n) => Number.parseInt(text.slice(n * 2, n * 2 + 2), 16))
}
