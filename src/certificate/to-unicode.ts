import { formatUtf8 } from '../encoding/utf8.ts'

/** The ToUnicode CMap (ISO 32000-1 §9.10.3) of all glyphs that a character leads to, at most a hundred in a block. */
export function formatToUnicode(glyphs: ReadonlyMap<string, number>): Uint8Array {
  const lines = [...glyphs]
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
