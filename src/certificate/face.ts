import { PDFContext } from 'pdf-lib'
import { Malformed } from '../encoding/malformed.ts'
import { formatCode, formatToUnicode } from './to-unicode.ts'

/**
 * A TrueType face, read once: which glyph a character has, how far each glyph advances (in thousandths of the type size), and
 * what a PDF embeds of it, deflated. No font engine is behind it, so it sets one glyph per character and nothing else.
 */
export type Face = {
  readonly glyphs: ReadonlyMap<string, number>
  readonly advances: readonly number[]
  readonly bounds: readonly [number, number, number, number]
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  readonly weight: number
  readonly length: number
  readonly file: Uint8Array
  readonly toUnicode: Uint8Array
}

/** Reads an sfnt with TrueType outlines (OpenType 1.9: head, hhea, maxp, hmtx, OS/2, cmap 4 and 12); else `Malformed`. */
export function parseFace(bytes: Uint8Array): Face {
  const table = parseDirectory(bytes)
  const [head, hhea, os2] = [table('head'), table('hhea'), table('OS/2')]
  const scale = 1000 / read(() => head.getUint16(18))
  const count = read(() => table('maxp').getUint16(4))
  const glyphs = parseGlyphs(table('cmap'), count)
  const advances = parseAdvances(
    table('hmtx'),
    read(() => hhea.getUint16(34)),
    count,
  )
  return {
    glyphs,
    advances: advances.map((advance) => Math.round(advance * scale)),
    bounds: read(() => [
      Math.round(head.getInt16(36) * scale),
      Math.round(head.getInt16(38) * scale),
      Math.round(head.getInt16(40) * scale),
      Math.round(head.getInt16(42) * scale),
    ]),
    ascent: read(() => Math.round(hhea.getInt16(4) * scale)),
    descent: read(() => Math.round(hhea.getInt16(6) * scale)),
    capHeight: read(() => Math.round(os2.getInt16(88) * scale)),
    weight: read(() => os2.getUint16(4)),
    length: bytes.length,
    // Once here rather than once in every certificate.
    file: deflate(bytes),
    toUnicode: deflate(formatToUnicode(glyphs)),
  }
}

/** The characters of a text that this face cannot set, each once, after NFC. Ask before anybody signs; empty means it can be set. */
export function findUnsettable(text: string, face: Face): string[] {
  return [...new Set(Array.from(text.normalize('NFC')).filter((character) => !face.glyphs.has(character)))]
}

/** A word as a face sets it: the codes of its glyphs (Identity-H, in hex), and how wide it is at type size 1. */
type Run = { readonly codes: string; readonly width: number }

// Most words of a certificate are those of the one before.
const runs = new WeakMap<Face, Map<string, Run>>()
const mostRuns = 10_000

/** Codes of the glyphs of a text after NFC. A character without one is a defect: `findUnsettable` was to be asked before. */
export function codesOf(text: string, face: Face): string {
  return text
    .split(' ')
    .map((word) => findRun(word, face).codes)
    .join(findRun(' ', face).codes)
}

/** How wide a text is at type size 1. */
export function widthOf(text: string, face: Face): number {
  return findRun(text, face).width
}

function findRun(text: string, face: Face): Run {
  const known = runs.get(face) ?? new Map<string, Run>()
  runs.set(face, known)
  const found = known.get(text)
  if (found) return found
  const glyphs = Array.from(text.normalize('NFC'), (character) => {
    const glyph = face.glyphs.get(character)
    if (glyph === undefined) throw new Error(`this face cannot set ${JSON.stringify(character)}`)
    return glyph
  })
  const width = glyphs.reduce((sum, glyph) => sum + (face.advances[glyph] ?? 0), 0) / 1000
  const run = { codes: glyphs.map(formatCode).join(''), width }
  if (known.size === mostRuns) known.clear()
  known.set(text, run)
  return run
}

// Never set, even by a face that could: controls, directions, private use, what is not assigned; marks that NFC could not
// compose; line and paragraph separators.
const unset = /[\p{C}\p{M}\p{Zl}\p{Zp}]/u

function parseDirectory(bytes: Uint8Array): (tag: string) => DataView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (read(() => view.getUint32(0)) !== 0x00010000) throw new Malformed('malformed TrueType face')
  const tables = new Map<string, DataView>()
  for (let n = 0; n < view.getUint16(4); n++) {
    const at = 12 + n * 16
    const tag = read(() => String.fromCharCode(...bytes.subarray(at, at + 4)))
    const [start, length] = read(() => [view.getUint32(at + 8), view.getUint32(at + 12)] as const)
    tables.set(
      tag,
      read(() => new DataView(bytes.buffer, bytes.byteOffset + start, length)),
    )
  }
  return (tag) => {
    const found = tables.get(tag)
    if (!found) throw new Malformed('malformed TrueType face')
    return found
  }
}

/** hmtx: from the last full record on, every glyph advances alike. */
function parseAdvances(hmtx: DataView, records: number, count: number): number[] {
  if (records === 0) throw new Malformed('malformed TrueType face')
  return Array.from({ length: count }, (_, n) => read(() => hmtx.getUint16(Math.min(n, records - 1) * 4)))
}

function parseGlyphs(cmap: DataView, count: number): ReadonlyMap<string, number> {
  const glyphs = new Map<string, number>()
  for (const [code, glyph] of read(() => [...parseSubtable(cmap)])) {
    if (glyph >= count) throw new Malformed('malformed TrueType face')
    const character = String.fromCodePoint(code)
    if (glyph !== 0 && !unset.test(character)) glyphs.set(character, glyph)
  }
  return glyphs
}

/** The Unicode subtable of Windows, full repertoire (3, 10) before the basic plane (3, 1). */
function parseSubtable(cmap: DataView): Iterable<readonly [number, number]> {
  const records = Array.from({ length: cmap.getUint16(2) }, (_, n) => 4 + n * 8)
  const windows = records.filter((at) => cmap.getUint16(at) === 3)
  const full = windows.find((at) => cmap.getUint16(at + 2) === 10) ?? windows.find((at) => cmap.getUint16(at + 2) === 1)
  if (full === undefined) throw new Malformed('malformed TrueType face')
  const start = cmap.getUint32(full + 4)
  const format = cmap.getUint16(start)
  if (format === 4) return parseSegments(cmap, start)
  if (format === 12) return parseGroups(cmap, start)
  throw new Malformed('malformed TrueType face')
}

/** cmap format 4: segments of the basic plane; a range offset counts from its own place. */
function* parseSegments(cmap: DataView, start: number): Iterable<readonly [number, number]> {
  const span = cmap.getUint16(start + 6)
  for (let at = start + 14; at < start + 14 + span; at += 2) {
    const [last, first, delta] = [cmap.getUint16(at), cmap.getUint16(at + span + 2), cmap.getUint16(at + span * 2 + 2)]
    const place = at + span * 3 + 2
    const offset = cmap.getUint16(place)
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const glyph = offset === 0 ? code : cmap.getUint16(place + offset + (code - first) * 2)
      yield [code, offset !== 0 && glyph === 0 ? 0 : (glyph + delta) & 0xffff]
    }
  }
}

/** cmap format 12: groups of consecutive characters and glyphs. */
function* parseGroups(cmap: DataView, start: number): Iterable<readonly [number, number]> {
  for (let n = 0; n < cmap.getUint32(start + 12); n++) {
    const at = start + 16 + n * 12
    const [first, last, glyph] = [cmap.getUint32(at), cmap.getUint32(at + 4), cmap.getUint32(at + 8)]
    if (last > 0x10ffff) throw new Malformed('malformed TrueType face')
    for (let code = first; code <= last; code++) yield [code, glyph + code - first]
  }
}

function read<T>(from: () => T): T {
  try {
    return from()
  } catch (cause) {
    throw new Malformed('malformed TrueType face', { cause })
  }
}

function deflate(bytes: Uint8Array): Uint8Array {
  return PDFContext.create().flateStream(bytes).getContents()
}
