import { equalBytes } from '../encoding/bytes.ts'
import { formatHex } from '../encoding/hex.ts'
import type { Sha256 } from '../encoding/sha256.ts'
import type { parseAddCheckpoint } from './add-checkpoint.ts'
import { verifyCheckpoint } from './checkpoint.ts'
import { formatNote, parseNote, type NoteSignature, type NoteVerifier } from './note.ts'
import { verifyConsistency } from './proof.ts'
import { emptyRoot, type TreeHead } from './tree.ts'

/** What a witness keeps of a log: its keys, the last tree that it cosigned, and when. A new one has the empty tree and time 0. */
export type WatchedLog = { readonly keys: readonly NoteVerifier[]; readonly head: TreeHead; readonly time: number }

/**
 * What a witness answers, c2sp.org/tlog-witness. With 200, head and time, in seconds since 1970, are to be kept in place of
 * the old ones before the cosignature leaves the house. `note` is what the log signed, without the lines of others.
 * `contradiction`: that cannot be the tree of its size, and the note is evidence against the log, whatever the answer.
 */
export type WitnessDecision =
  | { readonly status: 200; readonly head: TreeHead; readonly time: number; readonly note: string }
  | { readonly status: 409; readonly size: number; readonly note: string; readonly contradiction: boolean }
  | { readonly status: 400 | 422; readonly note: string; readonly contradiction: boolean }
  | { readonly status: 403 | 404 }

/**
 * Decides about a well-formed request, in the order of the specification; what is malformed is answered 400 before. `now` is
 * in seconds since 1970.
 */
export function decideCosignature(
  hash: Sha256,
  asked: ReturnType<typeof parseAddCheckpoint>,
  watched: WatchedLog | undefined,
  now: number,
): WitnessDecision {
  if (!watched) return { status: 404 }
  const verdict = verifyCheckpoint(asked.note, watched.keys)
  if (!verdict.valid) return { status: 403 }
  const { checkpoint: to, old, proof } = asked
  const { head: from } = watched
  const note = formatNote({ text: parseNote(asked.note).text, signatures: withoutRepeats(verdict.signatures) })
  const impossible = to.size === 0 && !equalBytes(to.root, emptyRoot(hash))
  const contradiction = impossible || (to.size === from.size && !equalBytes(to.root, from.root))
  if (old > to.size) return { status: 400, note, contradiction }
  if (old !== from.size) return { status: 409, size: from.size, note, contradiction }
  // From nothing there is nothing to prove, and verifyConsistency proves nothing from there.
  const consistent = old === 0 ? proof.length === 0 : verifyConsistency(hash, { from, to, proof })
  if (contradiction || !consistent) return { status: 422, note, contradiction }
  return { status: 200, head: { size: to.size, root: to.root }, time: timeOf(watched, to, now), note }
}

/**
 * Clocks go back, and what was said of a time must not. Whoever asks again at once is told the same again: anybody can send
 * a log's checkpoint, and each new time costs the witness a write.
 */
function timeOf({ head, time }: WatchedLog, to: TreeHead, now: number): number {
  if (to.size === head.size && now < time + freshSeconds) return time
  return Math.max(now, time)
}

function withoutRepeats(signatures: readonly NoteSignature[]): NoteSignature[] {
  return [...new Map(signatures.map((line) => [formatHex(line.keyId), line])).values()]
}

const freshSeconds = 10
