import { equalBytes } from '../encoding/bytes.ts'
import type { Sha256 } from '../encoding/sha256.ts'
import type { parseAddCheckpoint } from './add-checkpoint.ts'
import { verifyCheckpoint } from './checkpoint.ts'
import type { NoteVerifier } from './note.ts'
import { verifyConsistency } from './proof.ts'
import { emptyRoot, type TreeHead } from './tree.ts'

/** What a witness keeps of a log that it watches: its keys, and the last tree it cosigned. A new one has the empty tree and time 0. */
export type WatchedLog = { readonly keys: readonly NoteVerifier[]; readonly head: TreeHead; readonly time: number }

/**
 * What a witness answers, c2sp.org/tlog-witness. With 200, the head and the time, in seconds since 1970, are to be kept in
 * place of the old ones before the cosignature leaves the house. `contradiction`: the log signed what cannot be the tree of
 * that size, and its note is evidence against it.
 */
export type WitnessDecision =
  | { readonly status: 200; readonly head: TreeHead; readonly time: number }
  | { readonly status: 409; readonly size: number; readonly contradiction: boolean }
  | { readonly status: 400 | 422; readonly contradiction: boolean }
  | { readonly status: 403 | 404 }

/** Decides about a well-formed request, in the order of the specification; what is malformed is answered 400 before. `now` is in seconds since 1970. */
export function decideCosignature(
  hash: Sha256,
  asked: ReturnType<typeof parseAddCheckpoint>,
  watched: WatchedLog | undefined,
  now: number,
): WitnessDecision {
  if (!watched) return { status: 404 }
  if (!verifyCheckpoint(asked.note, watched.keys).valid) return { status: 403 }
  const { checkpoint: to, old, proof } = asked
  const { head: from } = watched
  const impossible = to.size === 0 && !equalBytes(to.root, emptyRoot(hash))
  const contradiction = impossible || (to.size === from.size && !equalBytes(to.root, from.root))
  if (old > to.size) return { status: 400, contradiction }
  if (old !== from.size) return { status: 409, size: from.size, contradiction }
  // From nothing there is nothing to prove, and verifyConsistency proves nothing from there.
  const consistent = old === 0 ? proof.length === 0 : verifyConsistency(hash, { from, to, proof })
  if (contradiction || !consistent) return { status: 422, contradiction }
  // Clocks go back, and what was said of a time must not.
  return { status: 200, head: { size: to.size, root: to.root }, time: Math.max(now, watched.time) }
}
