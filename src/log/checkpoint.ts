import { formatBase64 } from '../encoding/base64.ts'
import { Malformed, unlessMalformed } from '../encoding/malformed.ts'
import { parseHashLine } from './hash-line.ts'
import { verifyNote, type NoteSignature, type NoteVerdict, type NoteVerifier } from './note.ts'
import type { TreeHead } from './tree.ts'

/** The text of a signed checkpoint, c2sp.org/tlog-checkpoint. Extension lines are read and never written. */
export type Checkpoint = TreeHead & { readonly origin: string; readonly extensions: readonly string[] }

/** A checkpoint and the lines with which its log signed it, or why it does not count. */
export type CheckpointVerdict =
  | { readonly valid: true; readonly checkpoint: Checkpoint; readonly signatures: readonly NoteSignature[] }
  | { readonly valid: false; readonly reason: Extract<NoteVerdict, { valid: false }>['reason'] | 'other-log' }

/** A checkpoint of the text of a note. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...extensions] = text.split('\n')
  // Every line ends in a newline, so the last piece is empty; no line is.
  if (!origin || !size || !root || extensions.pop() !== '' || extensions.includes('')) throw malformed()
  return { origin, size: parseSize(size), root: parseHashLine(root), extensions }
}

/** The text to sign. */
export function formatCheckpoint({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string {
  return `${origin}\n${size}\n${formatBase64(root)}\n`
}

/** A tree size as c2sp.org/tlog-checkpoint writes it: decimal, no sign, no leading zero. */
export function parseSize(text: string): number {
  const size = Number(text)
  if (!Number.isSafeInteger(size) || String(size) !== text || size < 0) throw new Malformed('malformed tree size')
  return size
}

/**
 * Judges a checkpoint note by the keys of logs. The name of a log's key is its origin, so a key counts only under its own
 * origin. A log that changed its key has several of that name; one of them is enough, and none of them may be wrong.
 */
export function verifyCheckpoint(note: string, logs: readonly NoteVerifier[]): CheckpointVerdict {
  const verdict = verifyNote(note, logs)
  if (!verdict.valid) return verdict
  const checkpoint = unlessMalformed(() => parseCheckpoint(verdict.text))
  if (!checkpoint) return { valid: false, reason: 'malformed' }
  const signatures = verdict.signatures.filter(({ name }) => name === checkpoint.origin)
  return signatures.length > 0 ? { valid: true, checkpoint, signatures } : { valid: false, reason: 'other-log' }
}

const malformed = (): Malformed => new Malformed('malformed checkpoint')
