import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { formatHex, parseHex } from '../../src/encoding/hex.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { formatBundle, parseBundle } from '../../src/log/bundle.ts'
import { bundlesOf, formatTile, hashTilesOf, isWithin, parseTile, rangeOfTile } from '../../src/log/tile.ts'
import { vectorsPresent } from '../support/vectors.ts'
import { knownCases } from './known.ts'
import { reprinted } from './manglings.ts'

const cases = <Schema extends v.GenericSchema>(member: string, schema: Schema) =>
  knownCases('tlog-tiles/tiles.json', member, schema)

describe.runIf(vectorsPresent)('tlog-tiles vectors', () => {
  it.each(cases('paths', v.object({ index: v.number(), path: v.string() })))(
    'tile $index is at $path',
    ({ index, path }) => {
      for (const level of [0, 63, 'entries'] as const) {
        expect(formatTile({ level, index, width: 256 })).toBe(`tile/${level}/${path}`)
        expect(parseTile(`tile/${level}/${path}`)).toEqual({ level, index, width: 256 })
        expect(parseTile(`tile/${level}/${path}.p/255`)).toEqual({ level, index, width: 255 })
      }
    },
  )

  it.each(cases('refusedPaths', v.string()))('%s is refused', (path) =>
    expect(() => parseTile(path)).toThrow(Malformed),
  )

  const row = v.object({ level: v.number(), full: v.number(), partialWidth: v.number() })
  it.each(cases('trees', v.object({ size: v.number(), levels: v.array(row) })))(
    'a tree of $size has its tiles',
    ({ size, levels }) => {
      const tiles = [...hashTilesOf(size)]
      const seen = levels.map(({ level }) => {
        const found = tiles.filter((tile) => tile.level === level)
        const partial = found.filter(({ width }) => width < 256)
        expect(partial.length).toBeLessThanOrEqual(1)
        return { level, full: found.length - partial.length, partialWidth: partial[0]?.width ?? 0 }
      })
      expect(seen).toEqual(levels)
      expect(tiles.every(({ level }) => level < levels.length)).toBe(true)
      const bundles = [...bundlesOf(size)]
      expect(bundles.reduce((sum, { width }) => sum + width, 0)).toBe(size)
      expect(bundles.every((tile, n) => tile.level === 'entries' && tile.index === n && isWithin(tile, size))).toBe(
        true,
      )
    },
  )

  it.each(cases('bundles', v.object({ entries: v.array(v.string()), hex: v.string() })))(
    'bundle $hex',
    ({ entries, hex }) => {
      expect(parseBundle(parseHex(hex), entries.length).map(parseUtf8)).toEqual(entries)
      expect(formatHex(formatBundle(entries.map(formatUtf8)))).toBe(hex)
    },
  )

  it.each(cases('refusedBundlesHex', v.string()))('bundle %s is refused', (hex) => {
    for (const width of [0, 1, 2, 3]) expect(() => parseBundle(parseHex(hex), width)).toThrow(Malformed)
  })
})

const level = fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const))
const anyTile = fc.record({
  level,
  index: fc.oneof(fc.nat(3_000_000), fc.maxSafeNat()),
  width: fc.integer({ min: 1, max: 256 }),
})

describe('a tile', () => {
  it('has an address that reads back', () => {
    fc.assert(
      fc.property(anyTile, (tile) => {
        expect(parseTile(formatTile(tile))).toEqual(tile)
      }),
    )
  })

  it('has one address only: a mangled one is refused, or prints as itself', () => {
    fc.assert(
      fc.property(anyTile, fc.nat(), fc.constantFrom('0', '1', 'x', '/', '.p/', '', ' ', '٣'), (tile, where, char) => {
        const path = formatTile(tile)
        const at = where % path.length
        const mangled = path.slice(0, at) + char + path.slice(at + 1)
        expect(reprinted(mangled, (text) => formatTile(parseTile(text)))).toBe(mangled)
      }),
    )
  })

  it.each([
    '',
    'checkpoint',
    'tile/64/000',
    'tile/00/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/x000/000',
    'tile/0/7',
    'tile/0/1234',
    'tile/0/x9007199/x254/x740/992',
    'tile/0/x009/x007/x199/x254/x740/992',
    '/tile/0/000',
    'tile/0/000\n',
    'tile/٣/000',
  ])('is not at %j', (path) => expect(() => parseTile(path)).toThrow('malformed tile address'))

  it('is within a tree that has all of it, and no smaller one', () => {
    for (const size of [1, 255, 256, 257, 65_535, 65_536, 65_537, 70_000]) {
      const tiles = [...hashTilesOf(size)]
      for (const tile of tiles.filter(({ width }) => width < 256)) {
        expect(isWithin({ ...tile, width: tile.width + 1 }, size)).toBe(false)
      }
      for (const tile of tiles) {
        expect(isWithin(tile, size)).toBe(true)
        expect(isWithin({ ...tile, index: tile.index + 512 }, size)).toBe(false)
        expect(isWithin(tile, rangeOfTile(tile).to * 256 ** tile.level - 1)).toBe(false)
      }
    }
    expect(isWithin({ level: 'entries', index: 0, width: 256 }, 255)).toBe(false)
    expect(isWithin({ level: 63, index: 0, width: 1 }, Number.MAX_SAFE_INTEGER)).toBe(false)
  })

  it('covers positions of its level', () => {
    expect(rangeOfTile({ level: 1, index: 3, width: 17 })).toEqual({ from: 768, to: 785 })
  })

  it('does not exist in an empty tree', () => {
    expect([...hashTilesOf(0), ...bundlesOf(0)]).toEqual([])
  })
})

describe('an entry bundle', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 256 }), (entries) => {
        const bundle = formatBundle(entries)
        expect(parseBundle(bundle, entries.length).map(formatHex)).toEqual(entries.map(formatHex))
      }),
      { numRuns: 50 },
    )
  })

  it('cut anywhere is refused', () => {
    const bundle = formatBundle([formatUtf8('one'), new Uint8Array(300), new Uint8Array()])
    for (let length = 0; length < bundle.length; length++) {
      expect(() => parseBundle(bundle.subarray(0, length), 3)).toThrow('malformed bundle')
    }
    expect(() => parseBundle(Uint8Array.of(...bundle, 0), 3)).toThrow('malformed bundle')
  })

  it('has as many entries as its address says', () => {
    const bundle = formatBundle([new Uint8Array(1), new Uint8Array(2)])
    expect(parseBundle(bundle, 2).map(({ length }) => length)).toEqual([1, 2])
    for (const width of [1, 3]) expect(() => parseBundle(bundle, width)).toThrow(Malformed)
  })

  it('is written with entries of 4,096 bytes and not of 4,097', () => {
    expect(formatBundle([new Uint8Array(4096)]).length).toBe(4098)
    expect(() => formatBundle([new Uint8Array(4097)])).toThrow('longer than we write')
  })

  it('of others may hold entries of up to 65,535 bytes', () => {
    const entry = new Uint8Array(65_535).fill(9)
    expect(parseBundle(Uint8Array.of(0xff, 0xff, ...entry), 1)).toEqual([entry])
  })
})
