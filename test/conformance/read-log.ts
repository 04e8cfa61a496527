import * as v from 'valibot'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { parseBundle } from '../../src/log/bundle.ts'
import { verifyCheckpoint, type Checkpoint } from '../../src/log/checkpoint.ts'
import { bundlesOf, formatTile, type Tile } from '../../src/log/tile.ts'
import { leafHash, rootOf } from '../../src/log/tree.ts'
import { noteVerifier, parseVkey } from '../../src/log/vkey.ts'

/** As much of an entry as the suite looks at. */
export const Leaf = v.looseObject({
  id: v.string(),
  type: v.string(),
  at: v.string(),
  sd: v.optional(v.array(v.string()), []),
  signing: v.optional(v.string()),
  pdf: v.optional(v.string()),
})
export type Leaf = v.InferOutput<typeof Leaf>

/** The log as anybody can read it. */
export type ReadLog = { checkpoint: Checkpoint; leaves: readonly Uint8Array[]; entries: readonly Leaf[] }

/** Reads the published log as a monitor does: the checkpoint under its key, and every bundle, which have to agree. */
export async function readLog(url: string): Promise<ReadLog> {
  const checkpoint = await readCheckpoint(url)
  const leaves: Uint8Array[] = []
  for (const tile of bundlesOf(checkpoint.size)) {
    // One bundle after the other, in the order of the log.
    // oxlint-disable-next-line no-await-in-loop
    leaves.push(...parseBundle(await readTile(url, tile), tile.width))
  }
  const root = rootOf(
    sha256,
    leaves.map((leaf) => leafHash(sha256, leaf)),
  )
  if (!Buffer.from(root).equals(checkpoint.root)) throw new Error('the bundles do not make the root of the checkpoint')
  return { checkpoint, leaves, entries: leaves.map((leaf) => v.parse(Leaf, JSON.parse(parseUtf8(leaf)))) }
}

/** The published checkpoint, verified under the log's key. */
export async function readCheckpoint(url: string): Promise<Checkpoint> {
  const note = await readText(`${url}/log/checkpoint`)
  const verdict = verifyCheckpoint(note, [noteVerifier(parseVkey((await readText(`${url}/log/vkey`)).trimEnd()))])
  if (!verdict.valid) throw new Error(`the checkpoint is ${verdict.reason}`)
  return verdict.checkpoint
}

export async function readTile(url: string, tile: Tile): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(`${url}/log/${formatTile(tile)}`)
  if (answer.status !== 200) throw new Error(`${formatTile(tile)} was answered with ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

async function readText(address: string): Promise<string> {
  const answer = await fetch(address)
  if (answer.status !== 200) throw new Error(`${address} was answered with ${answer.status}`)
  return answer.text()
}
