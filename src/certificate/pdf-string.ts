import { PDFHexString } from 'pdf-lib'
import { formatByteString, formatTextString } from './pdf-text.ts'

/** Words as a text string (ISO 32000-1 §7.9.2.2) among the objects of a document. */
export function textString(text: string): PDFHexString {
  return PDFHexString.of(formatTextString(text).slice(1, -1))
}

/** ASCII as a byte string in hex, where no character needs escaping. */
export function byteString(text: string): PDFHexString {
  return PDFHexString.of(formatByteString(text).slice(1, -1))
}
