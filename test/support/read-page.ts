import { PDFDocument, PDFName, PDFRawStream, decodePDFRawStream } from 'pdf-lib'
import { craft } from './certificates.ts'

/** The words of a certificate's page, and where each line of them stands. */
export type ReadPage = {
  readonly text: string
  readonly lines: readonly { readonly x: number; readonly y: number; readonly end: number; readonly size: number }[]
}

/** What the document's own ToUnicode maps say that its pages read, in the order of their tags. */
export async function readPage(pdf: Uint8Array): Promise<ReadPage> {
  const { context } = await PDFDocument.load(pdf, { updateMetadata: false })
  const streams = context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFRawStream ? [object] : []))
    .filter(({ dict }) => dict.get(PDFName.of('Filter')) !== undefined && dict.get(PDFName.of('Length1')) === undefined)
    .map((stream) => new TextDecoder().decode(decodePDFRawStream(stream).decode()))
  const map = streams.find((each) => each.includes('begincmap')) ?? ''
  const characters = new Map(
    Array.from(map.matchAll(/^<([0-9a-f]{4})> <([0-9a-f]+)>$/gm), ([, code = '', units = '']) => [
      code,
      String.fromCharCode(...(units.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16))),
    ]),
  )
  const content = streams.filter((each) => each.includes('BDC')).join('\n')
  const sequences = Array.from(content.matchAll(/BDC (.*) EMC/g), ([, operators = '']) =>
    Array.from(operators.matchAll(/<([0-9a-f]*)> Tj/g), ([, codes = '']) =>
      (codes.match(/.{4}/g) ?? []).map((code) => characters.get(code) ?? '\ufffd').join(''),
    ).join(''),
  )
  const placed = /\/(regular|semibold) (\S+) Tf \S+ \S+ \S+ rg 1 0 0 1 (\S+) (\S+) Tm <([0-9a-f]*)>/g
  const lines = Array.from(content.matchAll(placed), ([, face, size, x, y, codes = '']) => {
    const { advances } = face === 'regular' ? craft.faces.regular : craft.faces.semibold
    const glyphs = (codes.match(/.{4}/g) ?? []).map((code) => Number.parseInt(code, 16))
    const width = glyphs.reduce((sum, glyph) => sum + (advances[glyph] ?? 0), 0) / 1000
    return { x: Number(x), y: Number(y), end: Number(x) + width * Number(size), size: Number(size) }
  })
  return { text: sequences.map((each) => each.trim()).join(' | '), lines }
}
