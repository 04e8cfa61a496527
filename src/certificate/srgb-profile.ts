import { concatBytes } from '../encoding/bytes.ts'
import { formatUtf8 } from '../encoding/utf8.ts'

/**
 * A display profile of the sRGB colour space (IEC 61966-2-1) in ICC version 2.1 form (ICC.1:1998-09): three colorants adapted
 * to D50 and one curve of 256 points. Made from the standard's numbers, so it is nobody's file.
 */
export function buildSrgbProfile(): Uint8Array<ArrayBuffer> {
  const curve = formatCurve()
  const tags: readonly (readonly [string, Uint8Array])[] = [
    ['desc', formatDescription('sRGB IEC61966-2.1')],
    ['cprt', concatBytes(formatUtf8('text'), u32(0), formatUtf8('No copyright, use freely\0'))],
    ['wtpt', formatXyz(0xf6d6, 0x10000, 0xd32d)],
    ['rXYZ', formatXyz(0x6fa2, 0x38f5, 0x0390)],
    ['gXYZ', formatXyz(0x6299, 0xb785, 0x18da)],
    ['bXYZ', formatXyz(0x24a0, 0x0f84, 0xb6cf)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  const places = new Map<Uint8Array, number>()
  const blocks: Uint8Array[] = []
  let at = 128 + 4 + tags.length * 12
  for (const [, block] of tags) {
    // The three curves are one.
    if (places.has(block)) continue
    const padded = concatBytes(block, new Uint8Array(-block.length & 3))
    places.set(block, at)
    blocks.push(padded)
    at += padded.length
  }
  const table = tags.map(([tag, block]) => concatBytes(formatUtf8(tag), u32(places.get(block) ?? 0), u32(block.length)))
  return concatBytes(formatHeader(at), u32(tags.length), ...table, ...blocks)
}

function formatHeader(size: number): Uint8Array {
  const made = [2026, 1, 1, 0, 0, 0].map(u16)
  const flags = new Uint8Array(24)
  return concatBytes(
    u32(size),
    u32(0),
    u32(0x02100000),
    formatUtf8('mntrRGB XYZ '),
    ...made,
    formatUtf8('acsp'),
    flags,
    u32(0),
    u32(0xf6d6),
    u32(0x10000),
    u32(0xd32d),
    new Uint8Array(48),
  )
}

/** curveType: from device value to linear light, 256 steps (IEC 61966-2-1 §5.2). */
function formatCurve(): Uint8Array {
  const points = Array.from({ length: 256 }, (_, n) => {
    const value = n / 255
    const light = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    return u16(Math.round(light * 65_535))
  })
  return concatBytes(formatUtf8('curv'), u32(0), u32(points.length), ...points)
}

/** textDescriptionType: the name in ASCII, and empty Unicode and Macintosh names. */
function formatDescription(name: string): Uint8Array {
  const ascii = formatUtf8(`${name}\0`)
  return concatBytes(formatUtf8('desc'), u32(0), u32(ascii.length), ascii, new Uint8Array(4 + 4 + 2 + 1 + 67))
}

/** XYZType: one value of three s15Fixed16 numbers. */
function formatXyz(x: number, y: number, z: number): Uint8Array {
  return concatBytes(formatUtf8('XYZ '), u32(0), u32(x), u32(y), u32(z))
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff)
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff)
}
