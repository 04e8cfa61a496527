import { formatHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { formatUtf8 } from '../encoding/utf8.ts'

/** Words as a text string (ISO 32000-1 §7.9.2.2): UTF-16BE in hex, since the other encoding has no ŵ. */
export function formatTextString(text: string): string {
  return `<FEFF${Array.from({ length: text.length }, (_, n) => formatUnit(text.charCodeAt(n))).join('')}>`
}

/** Words as a text string: printable ASCII as it is, everything else as {@link formatTextString} has it. */
export function formatWords(text: string): string {
  return isPlain(text) ? `(${text})` : formatTextString(text)
}

/** ASCII as a byte string, in hex where a character would need escaping. */
export function formatByteString(text: string): string {
  return isPlain(text) ? `(${text})` : `<${formatHex(formatUtf8(text))}>`
}

/** The words of a text string as we write it. */
export function parseTextString(string: string): string {
  const units = string.slice('<FEFF'.length, -1).match(/.{4}/g) ?? []
  const text = String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)))
  if (formatTextString(text) !== string) throw new Malformed('malformed text string')
  return text
}

/** A date (ISO 32000-1 §7.9.4) of an RFC 3339 instant in UTC with whole seconds. */
export function formatPdfDate(instant: string): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(instant)) throw new Error('not an instant in UTC')
  return `D:${instant.replaceAll(/[-:TZ]/g, '')}Z`
}

/** The instant of a date as we write it. Whether there is such a day is for whoever asks. */
export function parsePdfDate(date: string): string {
  const [, year, month, day, hour, minute, second] = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? []
  if (!year) throw new Malformed('malformed PDF date')
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}

function formatUnit(unit: number): string {
  return unit.toString(16).toUpperCase().padStart(4, '0')
}

/** In both encodings of a text string, and without what a literal string has to escape (ISO 32000-1 §7.3.4.2). */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text) && !/[()\\]/.test(text)
}
