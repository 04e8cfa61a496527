import { Malformed } from './malformed.ts'
import { formatUtf8, parseUtf8 } from './utf8.ts'

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json }

/** RFC 8785 text of a value: members sorted by UTF-16 code units, numbers as ECMAScript prints them, no white space. */
export function formatCanonicalText(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no such number')
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('JSON text has no lone surrogates')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isArray(value)) return `[${value.map(formatCanonicalText).join(',')}]`
  // Sorted without a comparison of our own, which is by UTF-16 code units.
  const members = Object.keys(value).toSorted()
  return `{${members.map((name) => `${formatCanonicalText(name)}:${formatCanonicalText(value[name] ?? null)}`).join(',')}}`
}

/** RFC 8785 bytes of a value. */
export function formatCanonicalJson(value: Json): Uint8Array<ArrayBuffer> {
  return formatUtf8(formatCanonicalText(value))
}

/** The value of canonical bytes. Anything that does not print back byte for byte, duplicate members too, is refused. */
export function parseCanonicalJson(bytes: Uint8Array): Json {
  const text = parseUtf8(bytes)
  const value = parseJson(text)
  if (!isCanonical(value, text)) throw new Malformed('malformed canonical JSON')
  return value
}

/** The value of any JSON text. */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Malformed('malformed JSON', { cause })
  }
}

function isCanonical(value: Json, text: string): boolean {
  try {
    return formatCanonicalText(value) === text
  } catch {
    return false
  }
}

// Array.isArray does not narrow readonly arrays.
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
