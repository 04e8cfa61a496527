import { formatBase64, parseBase64 } from '../encoding/base64.ts'
import { concatBytes, equalBytes } from '../encoding/bytes.ts'
import { Malformed, unlessMalformed } from '../encoding/malformed.ts'
import { formatUtf8 } from '../encoding/utf8.ts'

/** A signed note, c2sp.org/signed-note: the text with its final newline, and at least one signature, known or not. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** One signature line. Name and key ID (four bytes) together say whose it is; either alone says nothing. */
export type NoteSignature = { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array }

/** Whoever can sign the UTF-8 bytes of a note's text. What it returns follows the key ID in the signature line. */
export type NoteSigner = {
  readonly name: string
  readonly keyId: Uint8Array
  sign(message: Uint8Array): Promise<Uint8Array>
}

/** A known key. `verify` gets the UTF-8 bytes of the text and what follows the key ID in the signature line. */
export type NoteVerifier = {
  readonly name: string
  readonly keyId: Uint8Array
  verify(message: Uint8Array, signature: Uint8Array): boolean
}

/** `signatures` are those of known keys, all of them good. `unsigned`: well formed, but no known key is named. */
export type NoteVerdict =
  | { readonly valid: true; readonly text: string; readonly signatures: readonly NoteSignature[] }
  | { readonly valid: false; readonly reason: 'malformed' | 'unsigned' | 'bad-signature' }

/** The note of a text of at most 64 KiB, with at most 100 signatures; decode bytes strictly before, with `parseUtf8`. */
export function parseNote(note: string): Note {
  // The text may hold blank lines: the last one parts it from the signatures.
  const parting = note.lastIndexOf('\n\n')
  if (parting < 0 || !isPlain(note)) throw malformed()
  return { text: note.slice(0, parting + 1), signatures: parseSignatures(note.slice(parting + 2)) }
}

/** Signature lines without their text, as a witness answers them: at least one and at most 100, each ending in a newline. */
export function parseSignatures(text: string): NoteSignature[] {
  const lines = text.split('\n')
  if (lines.pop() !== '' || lines.length === 0 || lines.length > maximumSignatures || !isPlain(text)) throw malformed()
  return lines.map(parseSignature)
}

/** The text of a note, signature lines in the order given. */
export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${formatSignatures(signatures)}`
}

/** The lines of signatures, in the order given. */
export function formatSignatures(signatures: readonly NoteSignature[]): string {
  return signatures.map(formatSignature).join('')
}

/** A note on `text` with one line of each signer. The text ends in a newline. */
export async function signNote(text: string, signers: readonly NoteSigner[]): Promise<string> {
  const message = formatUtf8(text)
  const signatures = await Promise.all(
    signers.map(async (by) => ({ name: by.name, keyId: by.keyId, signature: await by.sign(message) })),
  )
  const note = formatNote({ text, signatures })
  // What nobody could open must not leave the house.
  if (parseNote(note).text !== text) throw malformed()
  return note
}

/**
 * Judges a note by the known keys, c2sp.org/signed-note: lines of unknown keys are ignored, at least one known key has
 * signed, and a single bad signature of a known key rejects the whole note.
 */
export function verifyNote(note: string, known: readonly NoteVerifier[]): NoteVerdict {
  const opened = unlessMalformed(() => parseNote(note))
  if (!opened) return { valid: false, reason: 'malformed' }
  const message = formatUtf8(opened.text)
  const signatures: NoteSignature[] = []
  for (const line of opened.signatures) {
    const verifiers = known.filter(({ name, keyId }) => name === line.name && equalBytes(keyId, line.keyId))
    if (!verifiers.every((verifier) => verifier.verify(message, line.signature))) {
      return { valid: false, reason: 'bad-signature' }
    }
    if (verifiers.length > 0) signatures.push(line)
  }
  return signatures.length > 0 ? { valid: true, text: opened.text, signatures } : { valid: false, reason: 'unsigned' }
}

/** Whether a key may be called so: not empty, no Unicode space, no plus (c2sp.org/signed-note). */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^+\p{White_Space}]+$/u.test(name)
}

function isPlain(text: string): boolean {
  // Below U+0020 the format allows the newline alone; a lone surrogate is not in any UTF-8.
  // oxlint-disable-next-line no-control-regex -- these are what the format excludes
  return !/[\0-\x09\x0b-\x1f]/.test(text) && text.isWellFormed() && formatUtf8(text).length <= maximumBytes
}

function parseSignature(line: string): NoteSignature {
  const [dash, name, base64, ...rest] = line.split(' ')
  if (dash !== '—' || !name || !isKeyName(name) || !base64 || rest.length > 0) throw malformed()
  const bytes = parseBase64(base64)
  if (bytes.length <= keyIdBytes) throw malformed()
  return { name, keyId: bytes.subarray(0, keyIdBytes), signature: bytes.subarray(keyIdBytes) }
}

function formatSignature({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${formatBase64(concatBytes(keyId, signature))}\n`
}

const malformed = (): Malformed => new Malformed('malformed note')
const keyIdBytes = 4
const maximumBytes = 65_536
// As Go's note; the format asks for at least 16. Each line of a known key costs a verification.
const maximumSignatures = 100
