import { Malformed } from '../encoding/malformed.ts'

/** A tile of c2sp.org/tlog-tiles: hashes of one level, or a bundle of entries. `width` is 1–256, and 256 is a full one. */
export type Tile = { readonly level: number | 'entries'; readonly index: number; readonly width: number }

/** The tile at an address below the log's prefix, `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`. */
export function parseTile(path: string): Tile {
  const [, level = '', elements = '', width] =
    /^tile\/(entries|[0-9]+)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]+))?$/.exec(path) ?? []
  const tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(elements.replaceAll(/[x/]/g, '')),
    width: width === undefined ? 256 : Number(width),
  } as const
  // Leading zeros and an address of another tile's do not print back.
  if (!isTile(tile) || formatTile(tile) !== path) throw new Malformed('malformed tile address')
  return tile
}

/** The address of a tile below the log's prefix, without a leading slash. */
export function formatTile({ level, index, width }: Tile): string {
  const elements = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    elements.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  }
  return `tile/${level}/${elements.join('/')}${width < 256 ? `.p/${width}` : ''}`
}

/** The positions at its level that a tile covers, from `from` up to but not including `to`. */
export function rangeOfTile({ index, width }: Tile): { readonly from: number; readonly to: number } {
  return { from: index * 256, to: index * 256 + width }
}

/** Whether a tree of `size` entries has all that the tile holds. An empty tile, or one beyond the edge, is not served. */
export function isWithin(tile: Tile, size: number): boolean {
  return rangeOfTile(tile).to <= hashesAt(tile.level, size)
}

/** The hash tiles of a tree of `size` entries, lower levels first, at each level the full ones and then the partial one. */
export function* hashTilesOf(size: number): Generator<Tile & { readonly level: number }> {
  for (let level = 0; hashesAt(level, size) > 0; level++) yield* tilesAt(level, size)
}

/** The entry bundles of a tree of `size` entries. */
export function bundlesOf(size: number): Generator<Tile & { readonly level: 'entries' }> {
  return tilesAt('entries', size)
}

function* tilesAt<Level extends Tile['level']>(
  level: Level,
  size: number,
): Generator<Tile & { readonly level: Level }> {
  const hashes = hashesAt(level, size)
  for (let index = 0; index * 256 < hashes; index++) yield { level, index, width: Math.min(256, hashes - index * 256) }
}

function hashesAt(level: Tile['level'], size: number): number {
  return Math.floor(size / 256 ** (level === 'entries' ? 0 : level))
}

function isTile({ level, index, width }: Tile): boolean {
  return (level === 'entries' || level < 64) && Number.isSafeInteger(index) && width >= 1 && width <= 256
}
