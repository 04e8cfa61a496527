import { formatBase64 } from '../encoding/base64.ts'
import { Malformed } from '../encoding/malformed.ts'
import { parseCheckpoint, parseSize, type Checkpoint } from './checkpoint.ts'
import { parseHashLine } from './hash-line.ts'
import { parseNote } from './note.ts'

/**
 * What a log asks of a witness, c2sp.org/tlog-witness: to cosign a checkpoint, where the witness last cosigned the tree of
 * `old` entries. `proof` is the consistency proof from there (RFC 6962 §2.1.2); the note is verbatim.
 */
export type AddCheckpoint = { readonly old: number; readonly proof: readonly Uint8Array[]; readonly note: string }

/** The request of a body, with the checkpoint that its note is about; no signature is verified yet. */
export function parseAddCheckpoint(body: string): AddCheckpoint & { readonly checkpoint: Checkpoint } {
  // The first blank line; the note has one of its own.
  const parting = body.indexOf('\n\n')
  if (parting < 0 || !body.startsWith(oldPrefix)) throw malformed()
  const [old = '', ...hashes] = body.slice(oldPrefix.length, parting).split('\n')
  if (hashes.length > maximumHashes) throw malformed()
  const note = body.slice(parting + 2)
  return {
    old: parseSize(old),
    proof: hashes.map(parseHashLine),
    note,
    checkpoint: parseCheckpoint(parseNote(note).text),
  }
}

/** The body of a request. */
export function formatAddCheckpoint({ old, proof, note }: AddCheckpoint): string {
  return `${[`${oldPrefix}${old}`, ...proof.map(formatBase64)].join('\n')}\n\n${note}`
}

/** The size in the body of an answer 409. */
export function parseSizeAnswer(body: string): number {
  if (!body.endsWith('\n')) throw malformed()
  return parseSize(body.slice(0, -1))
}

/** The body of an answer 409. */
export function formatSizeAnswer(size: number): string {
  return `${size}\n`
}

const malformed = (): Malformed => new Malformed('malformed add-checkpoint')
const oldPrefix = 'old '
const maximumHashes = 63
