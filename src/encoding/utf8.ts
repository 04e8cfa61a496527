import { Malformed } from './malformed.ts'

// Made once: making them takes longer than an entry takes to read or write.
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 bytes of a text. */
export function formatUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}

/** The text of strict UTF-8 bytes: a byte order mark is kept, bad sequences are refused rather than mended. */
export function parseUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new Malformed('malformed UTF-8', { cause })
  }
}
