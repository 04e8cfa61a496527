import { PDFHexString } from 'pdf-lib'
import { formatHex } from '../encoding/hex.ts'
import { formatUtf8 } from '../encoding/utf8.ts'

/** Words as a text string (ISO 32000-1 §7.9.2.2): UTF-16BE in hex, since the other encoding has no ŵ. */
export function textString(text: string): PDFHexString {
  return PDFHexString.fromText(text)
}

/** ASCII as a byte string in hex, where no character needs escaping. */
export function byteString(text: string): PDFHexString {
  return PDFHexString.of(formatHex(formatUtf8(text)))
}

/** A date (ISO 32000-1 §7.9.4) of an RFC 3339 instant in UTC with whole seconds. */
export function formatPdfDate(instant: string): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(instant)) throw new Error('not an instant in UTC')
  return `D:${instant.replaceAll(/[-:TZ]/g, '')}Z`
}
