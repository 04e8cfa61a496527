import { type PDFContext, PDFRawStream, type PDFRef } from 'pdf-lib'
import type { Face } from './face.ts'
import { byteString } from './pdf-string.ts'
import type { Faces } from './set-text.ts'

/** Embeds both faces under the names by which pages call them. */
export function embedFaces(context: PDFContext, { regular, semibold }: Faces): Record<keyof Faces, PDFRef> {
  return {
    regular: embedFace(context, regular, 'CRCERT+RegisterSans'),
    semibold: embedFace(context, semibold, 'CRCERT+RegisterSans-Bold'),
  }
}

/** A name for the face inside the file: six capitals and a plus say that it is a subset (ISO 32000-1 §9.6.4). */
type FaceName = 'CRCERT+RegisterSans' | 'CRCERT+RegisterSans-Bold'

/**
 * Embeds a face whole as Type 0, CIDFontType2, Identity-H (ISO 32000-1 §9.7): a character code is a glyph number, widths are
 * the face's own, and ToUnicode knows every glyph.
 */
export function embedFace(context: PDFContext, face: Face, name: FaceName): PDFRef {
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      // Symbolic: glyphs are chosen by number, not by a standard encoding.
      Flags: 4,
      FontBBox: [...face.bounds],
      ItalicAngle: 0,
      Ascent: face.ascent,
      Descent: face.descent,
      CapHeight: face.capHeight,
      StemV: Math.round(face.weight / 5),
      FontFile2: context.register(embed(context, face.file, { Length1: face.length })),
    }),
  )
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: { Registry: byteString('Adobe'), Ordering: byteString('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      DW: 1000,
      W: [0, [...face.advances]],
      CIDToGIDMap: 'Identity',
    }),
  )
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(embed(context, face.toUnicode)),
    }),
  )
}

function embed(context: PDFContext, deflated: Uint8Array, entries: { Length1?: number } = {}): PDFRawStream {
  return PDFRawStream.of(context.obj({ ...entries, Filter: 'FlateDecode', Length: deflated.length }), deflated)
}
