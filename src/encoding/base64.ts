import { Malformed } from './malformed.ts'

/** RFC 4648 §4, with padding. */
export function formatBase64(bytes: Uint8Array): string {
  // fromCharCode takes its input as arguments; a whole file at once would overflow the stack.
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

/**
 * Strict RFC 4648 §4: padding required, no white space, no trailing bits. JavaScript's decoder allows all three, so what
 * it decodes must print back as it was read.
 */
export function parseBase64(text: string): Uint8Array<ArrayBuffer> {
  let binary: string
  try {
    binary = atob(text)
  } catch (cause) {
    throw new Malformed('malformed base64', { cause })
  }
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0))
  if (formatBase64(bytes) !== text) throw new Malformed('malformed base64')
  return bytes
}

/** RFC 4648 §5 without padding, as JOSE and RFC 9901 write it. */
export function formatBase64Url(bytes: Uint8Array): string {
  return formatBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Strict RFC 4648 §5 without padding. */
export function parseBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new Malformed('malformed base64url')
  const plain = text.replaceAll('-', '+').replaceAll('_', '/')
  return parseBase64(plain + '='.repeat((4 - (plain.length % 4)) % 4))
}
