import { Malformed } from './malformed.ts'

/** UTF-8 bytes of a text. */
export function formatUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

/** The text of strict UTF-8 bytes: a byte order mark is kept, bad sequences are refused rather than mended. */
export function parseUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new Malformed('malformed UTF-8', { cause })
  }
}
