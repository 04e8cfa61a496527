import { parseCheckpoint, verifyCheckpoint, type Checkpoint } from '../log/checkpoint.ts'
import { parseNote } from '../log/note.ts'
import { parseTlogProof } from '../log/tlog-proof.ts'
import { noteVerifier, parseVkey } from '../log/vkey.ts'

/** A checkpoint that somebody kept: of a certificate, a proof or a file. It says something once its log's key signed it. */
export type KnownCheckpoint = { readonly note: string; readonly checkpoint: Checkpoint }

/** The checkpoint that a file is, or that the proof in it ends in (c2sp.org/tlog-proof). */
export function parseKnownCheckpoint(text: string): KnownCheckpoint {
  const note = text.startsWith('c2sp.org/tlog-proof@') ? parseTlogProof(text).checkpoint : text
  return { note, checkpoint: parseCheckpoint(parseNote(note).text) }
}

/** Whether one of these keys signed it, and none of them wrongly. */
export function isSignedBy({ note }: KnownCheckpoint, vkeys: readonly string[]): boolean {
  return verifyCheckpoint(
    note,
    vkeys.map((vkey) => noteVerifier(parseVkey(vkey))),
  ).valid
}
