import { Refusal } from '../core/refusal.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { unlessMalformed, unlessMalformedLater } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import type { WitnessKey } from '../keys/key-ring.ts'
import { parseAddCheckpoint } from '../log/add-checkpoint.ts'
import { formatSignatures, parseNote } from '../log/note.ts'
import { emptyRoot, type TreeHead } from '../log/tree.ts'
import { noteVerifier, parseVkey } from '../log/vkey.ts'
import { decideCosignature, type WitnessDecision } from '../log/witness.ts'
import type { MarkLine } from '../storage/mark.ts'
import { findWatched, type Watched } from '../storage/read/watched.ts'
import { keepContradiction, keepCosigned } from '../storage/write/watched.ts'
import { againIfOvertaken, now, type Parts } from './parts.ts'
import { presentWitnesses } from './present-keys.ts'

/** What the log is answered, c2sp.org/tlog-witness: our signature line, the size we are at, or no more than a status. */
export type CosigningAnswer =
  { status: 200; line: string } | { status: 409; size: number } | { status: 400 | 403 | 404 | 422 }

/** Cosigns a checkpoint of a neighbour's log where it continues what was cosigned before. */
export async function cosignNeighbour(parts: Parts, body: string): Promise<CosigningAnswer> {
  const witnesses = await presentWitnesses(parts)
  if (witnesses.length === 0) throw new Refusal('not-found', 'This register has no witness key yet.')
  const asked = unlessMalformed(() => parseAddCheckpoint(body))
  if (!asked) return { status: 400 }
  return againIfOvertaken(parts, async () => {
    const found = await findWatched(parts.db, asked.checkpoint.origin)
    if (!found) return { status: 404 }
    const mark = await readMark(parts, found)
    const log = { keys: [noteVerifier(parseVkey(found.vkey))], head: furthestOf(found, mark), time: found.time }
    const decision = decideCosignature(sha256, asked, log, Math.floor(parts.clock() / 1000))
    if ('contradiction' in decision && decision.contradiction) {
      await keepContradiction(parts.db, found.origin, decision.note, now(parts))
    }
    if (decision.status === 409) return { status: 409, size: decision.size }
    if (decision.status !== 200) return { status: decision.status }
    const line = await cosign(parts, witnesses, found, decision)
    // Die before it: the row is ahead of the mark, and the next answer brings the mark up to it.
    if (mark.size < decision.head.size) await parts.markOf(found.origin).advance(markLineOf(decision.head))
    return { status: 200, line }
  })
}

/** The line of each key, once it is in the database. They may leave the house when they are in the mark as well: one of them may be lost. */
async function cosign(
  parts: Parts,
  witnesses: readonly WitnessKey[],
  found: Watched,
  { head, time, note }: Extract<WitnessDecision, { status: 200 }>,
): Promise<string> {
  const { size, root } = head
  const line = formatSignatures(
    await Promise.all(witnesses.map(async ({ cosigner }) => cosigner.cosign(parseNote(note).text, time))),
  )
  const said = found.size === size && found.time === time && found.line === line
  if (!said && !(await keepCosigned(parts.db, found, { size, root, note, line, time }))) {
    throw new Refusal('overtaken', 'Another checkpoint of this log was cosigned at the same time.')
  }
  return line
}

/**
 * The largest tree that was ever cosigned. A database that went back in time has forgotten some, but the mark has not: the
 * log is told its size, and has to prove from there on. Its proof is the comparison, so nobody has to make another.
 */
function furthestOf(found: Watched, mark: TreeHead): TreeHead {
  return mark.size > found.size ? mark : found
}

/**
 * There is a mark before there is a cosignature, so that one missing later can only have been lost. It is read after the
 * row, because others bring it up to the row while we look.
 */
async function readMark(parts: Parts, { origin, size, root }: Watched): Promise<TreeHead> {
  const mark = parts.markOf(origin)
  const read = await unlessMalformedLater(async () => ({ line: await mark.read() }))
  if (read?.line && (read.line.size !== size || equalBytes(read.line.root, root))) return read.line
  if (!read || read.line || size > 0) {
    parts.report({ kind: 'witness-unsure' })
    throw new Refusal('witness-unsure', 'What was cosigned of this log last is not certain. Our operator has to look.')
  }
  const nothing = markLineOf({ size: 0, root: emptyRoot(sha256) })
  await mark.advance(nothing)
  return nothing
}

function markLineOf({ size, root }: TreeHead): MarkLine {
  return { size, root: Uint8Array.from(root) }
}
