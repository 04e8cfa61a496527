import { sha256 } from '../../src/encoding/sha256.ts'
import { formatAddCheckpoint } from '../../src/log/add-checkpoint.ts'
import { formatCheckpoint } from '../../src/log/checkpoint.ts'
import { signNote } from '../../src/log/note.ts'
import { proofOver, subtreesForConsistency } from '../../src/log/prove.ts'
import { hashesAmong } from '../../src/log/stored-hashes.ts'
import { rootOf, type TreeHead } from '../../src/log/tree.ts'
import { formatVkey } from '../../src/log/vkey.ts'
import { leavesOf, naiveHashes } from './naive.ts'
import { keyOf } from './signing.ts'

/** One of the histories that a log tells, up to 64 entries long. */
export type History = {
  head: (size: number) => TreeHead
  proof: (from: number, to: number) => readonly Uint8Array[]
  /** A whole request to a witness. */
  request: (old: number, size: number) => Promise<string>
}

/** Somebody's log that is to be witnessed: it tells two histories, the same until the eleventh entry. */
export function makeNeighbour(origin = 'neighbour.example/log', seed = 7) {
  const { key, signer } = keyOf(origin, new Uint8Array(32).fill(seed))
  const noteOf = async ({ size, root }: TreeHead) => signNote(formatCheckpoint({ origin, size, root }), [signer])
  const historyOf = (leaves: readonly Uint8Array[]): History => {
    const stored = hashesAmong(naiveHashes(leaves, leaves.length))
    const head = (size: number) => ({ size, root: rootOf(sha256, leaves.slice(0, size)) })
    const proof = (from: number, to: number) =>
      from === 0 || from > to ? [] : proofOver(sha256, subtreesForConsistency(from, to), stored)
    const request = async (old: number, size: number) =>
      formatAddCheckpoint({ old, proof: proof(old, size), note: await noteOf(head(size)) })
    return { head, proof, request }
  }
  const leaves = leavesOf(64)
  return {
    origin,
    key,
    vkey: formatVkey(key),
    signer,
    noteOf,
    honest: historyOf(leaves),
    rewritten: historyOf(leaves.map((leaf, n) => (n < 10 ? leaf : sha256(leaf)))),
  }
}
