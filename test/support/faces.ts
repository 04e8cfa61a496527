import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import subsetFont from 'subset-font'

/** The two faces of a certificate: the file in `templates/certificate/` and the cut of Source Sans 3 it is made from. */
export const faces = [
  { file: 'source-sans-3-regular.ttf', source: '400Regular/SourceSans3_400Regular.ttf' },
  { file: 'source-sans-3-semibold.ttf', source: '600SemiBold/SourceSans3_600SemiBold.ttf' },
] as const

// Latin with both extensions, what Welsh and Vietnamese need beyond them, Greek, Cyrillic, and the punctuation of names and prose.
// Left out are those that share a glyph with another (no-break space, soft and other hyphens, micro sign, phi symbol): a glyph
// reads back as one character only.
const ranges = [
  [0x20, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xb4],
  [0xb6, 0x24f],
  [0x370, 0x3d4],
  [0x3d6, 0x52f],
  [0x1e80, 0x1e85],
  [0x1ea0, 0x1ef9],
  [0x2012, 0x2015],
  [0x2018, 0x2022],
  [0x2026, 0x2026],
  [0x2032, 0x2033],
  [0x2039, 0x203a],
  [0x2044, 0x2044],
  [0x20ac, 0x20ac],
  [0x2116, 0x2116],
  [0x2122, 0x2122],
] as const

const require = createRequire(import.meta.url)

/**
 * Cuts a face down to what a certificate sets: no hints, no layout tables. The name table goes too, because the licence
 * reserves the name "Source" for the unmodified face; the licence itself lies beside the files.
 */
export async function buildFace(source: string): Promise<Uint8Array> {
  const path = require.resolve('@expo-google-fonts/source-sans-3/package.json')
  const all = ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, n) => first + n))
  const characters = all.map((code) => String.fromCodePoint(code)).filter((each) => each === each.normalize('NFC'))
  return subsetFont(readFileSync(join(path, '..', source)), characters.join(''), {
    targetFormat: 'truetype',
    noHinting: true,
    noLayoutClosure: true,
    keepFeatures: [],
    dropTables: ['name', 'GSUB', 'GPOS', 'GDEF', 'BASE', 'DSIG', 'STAT', 'gasp', 'prep', 'meta'],
  })
}
