import { PDFHexString, PDFString } from 'pdf-lib'
import { formatByteString, formatWords } from './pdf-text.ts'

/** Words as a text string (ISO 32000-1 §7.9.2.2) among the objects of a document. */
export function textString(text: string): PDFHexString | PDFString {
  return toObject(formatWords(text))
}

/** ASCII as a byte string among the objects of a document. */
export function byteString(text: string): PDFHexString | PDFString {
  return toObject(formatByteString(text))
}

function toObject(written: string): PDFHexString | PDFString {
  const content = written.slice(1, -1)
  return written.startsWith('<') ? PDFHexString.of(content) : PDFString.of(content)
}
