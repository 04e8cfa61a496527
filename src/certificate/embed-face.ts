import { type PDFContext, PDFRawStream, type PDFRef } from 'pdf-lib'
import { formatUtf8 } from '../encoding/utf8.ts'
import type { Face } from './face.ts'
import { byteString } from './pdf-text.ts'

/** A name for the face inside the file: six capitals and a plus say that it is a subset (ISO 32000-1 §9.6.4). */
export type FaceName = 'CRCERT+RegisterSans' | 'CRCERT+RegisterSans-Bold'

/**
 * Embeds a face whole as Type 0, CIDFontType2, Identity-H (ISO 32000-1 §9.7): a character code is a glyph number, widths are
 * the face's own, and ToUnicode knows every glyph.
 */
export function embedFace(context: PDFContext, face: Face, name: FaceName): PDFRef {
  const file = PDFRawStream.of(
    context.obj({ Length1: face.length, Filter: 'FlateDecode', Length: face.deflated.length }),
    face.deflated,
  )
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
      FontFile2: context.register(file),
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
      ToUnicode: context.register(context.flateStream(formatToUnicode(face))),
    }),
  )
}

/** The ToUnicode CMap (ISO 32000-1 §9.10.3) of all glyphs that a character leads to, at most a hundred in a block. */
function formatToUnicode(face: Face): Uint8Array {
  const lines = [...face.glyphs]
    .toSorted(([, a], [, b]) => a - b)
    .map(([character, glyph]) => `<${formatCode(glyph)}> <${formatUtf16(character)}>`)
  const blocks: string[] = []
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return formatUtf8(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`)
}

/** A glyph number as a character code of Identity-H: four hex digits. */
export function formatCode(glyph: number): string {
  return glyph.toString(16).padStart(4, '0')
}

function formatUtf16(character: string): string {
  return Array.from({ length: character.length }, (_, n) => formatCode(character.charCodeAt(n))).join('')
}
