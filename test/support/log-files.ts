import { concatBytes } from '../../src/encoding/bytes.ts'
import { fastSha256 as sha256 } from '../../src/cli/fast-sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { formatBundle } from '../../src/log/bundle.ts'
import { formatCheckpoint } from '../../src/log/checkpoint.ts'
import { signNote, type NoteSigner } from '../../src/log/note.ts'
import { formatTile, hashTilesOf, rangeOfTile } from '../../src/log/tile.ts'
import { leafHash, rootOf } from '../../src/log/tree.ts'

/** Every file of a log of so many entries, one after the other: what a register serves, made without one. */
export async function* filesOfLog(
  size: number,
  entryAt: (position: number) => Uint8Array,
  signer: NoteSigner,
): AsyncGenerator<{ path: string; bytes: Uint8Array }> {
  // Level by level, the hashes that tiles hold.
  const rows: Uint8Array[][] = [[]]
  for (let from = 0; from < size; from += 256) {
    const width = Math.min(256, size - from)
    const entries = Array.from({ length: width }, (_, n) => entryAt(from + n))
    yield {
      path: `log/${formatTile({ level: 'entries', index: from / 256, width })}`,
      bytes: formatBundle(entries),
    }
    for (const entry of entries) rows[0]!.push(leafHash(sha256, entry))
  }
  for (const tile of hashTilesOf(size)) {
    const { from, to } = rangeOfTile(tile)
    const hashes = rows[tile.level]!.slice(from, to)
    if (tile.width === 256) (rows[tile.level + 1] ??= []).push(rootOf(sha256, hashes))
    yield { path: `log/${formatTile(tile)}`, bytes: concatBytes(...hashes) }
  }
  const checkpoint = { origin: signer.name, size, root: rootOf(sha256, rows[0]!) }
  yield { path: 'log/checkpoint', bytes: formatUtf8(await signNote(formatCheckpoint(checkpoint), [signer])) }
}
